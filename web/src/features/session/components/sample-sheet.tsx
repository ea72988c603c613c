import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/lib/format'
import classes from './auth-frame.module.css'

const ROWS = [
  { address: '12 Elm Street', price: 425_000, status: 'forSale', owner: 'Ada Lovelace' },
  { address: '4 Harbour Lane', price: 1_180_000, status: 'underOffer', owner: 'Grace Hopper' },
  { address: '77 Mill Road', price: 318_500, status: 'forSale', owner: 'Alan Turing' },
  { address: '9 Orchard Close', price: 642_000, status: 'viewing', owner: 'Mary Jackson' },
  { address: '31 Castle Hill', price: 2_050_000, status: 'sold', owner: 'Katherine Johnson' },
] as const

/** A picture of the product, drawn with its own words; nothing in it can be used, so it is hidden from readers. */
export function SampleSheet() {
  const { t } = useTranslation('session')
  return (
    <div className={classes.sheet} aria-hidden="true">
      <div className={`${classes.row} ${classes.head}`}>
        <span />
        <span>{t('sample.address')}</span>
        <span className={classes.amount}>{t('sample.price')}</span>
        <span>{t('sample.status')}</span>
        <span>{t('sample.owner')}</span>
      </div>
      {ROWS.map((row, index) => (
        <div className={classes.row} key={row.address}>
          <span className={classes.number}>{index + 1}</span>
          <span className={index === 1 ? classes.chosen : undefined}>{row.address}</span>
          <span className={classes.amount}>
            {formatNumber(row.price, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })}
          </span>
          <span>
            <span className={classes.chip}>{t(`sample.${row.status}`)}</span>
          </span>
          <span>{row.owner}</span>
        </div>
      ))}
    </div>
  )
}
