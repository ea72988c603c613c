import {
  IconAlignLeft,
  IconAt,
  IconBraces,
  IconCalendar,
  IconCheckbox,
  IconClock,
  IconCoin,
  IconHash,
  IconLetterT,
  IconLink,
  IconList,
  IconMapPin,
  IconMathFunction,
  IconPercentage,
  IconPhone,
  IconRelationManyToMany,
  IconRulerMeasure,
  IconSelect,
  IconStar,
  IconUser,
} from '@tabler/icons-react'
import type { Column } from '@/lib/api/schema'

const ICONS: Partial<Record<Column['type'], typeof IconHash>> = {
  text: IconLetterT,
  long_text: IconAlignLeft,
  email: IconAt,
  phone: IconPhone,
  url: IconLink,
  currency: IconCoin,
  percent: IconPercentage,
  rating: IconStar,
  duration: IconClock,
  boolean: IconCheckbox,
  select: IconSelect,
  multi_select: IconList,
  date: IconCalendar,
  datetime: IconCalendar,
  created_at: IconCalendar,
  updated_at: IconCalendar,
  user: IconUser,
  created_by: IconUser,
  updated_by: IconUser,
  address: IconMapPin,
  geo_point: IconMapPin,
  number_range: IconRulerMeasure,
  json: IconBraces,
  relation: IconRelationManyToMany,
  lookup: IconMathFunction,
  rollup: IconMathFunction,
  count: IconMathFunction,
  formula: IconMathFunction,
}

export function ColumnIcon({ type, size = 14 }: { type: Column['type']; size?: number }) {
  const Icon = ICONS[type] ?? IconHash
  return <Icon size={size} aria-hidden="true" />
}
