import { createLazyRoute, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { ForgottenPasswordPage } from '@/features/session/components/forgotten-password-page'
import { InvitationPage } from '@/features/session/components/invitation-page'
import { RegisterPage } from '@/features/session/components/register-page'
import { ResetPasswordPage } from '@/features/session/components/reset-password-page'
import { SignInPage } from '@/features/session/components/sign-in-page'
import { VerifyEmailPage } from '@/features/session/components/verify-email-page'
import { WelcomePage } from '@/features/workspaces/components/welcome-page'

export const signIn = createLazyRoute('/sign-in')({
  component: function SignIn() {
    const { next } = useSearch({ from: '/sign-in' })
    const { history } = useRouter()
    return <SignInPage next={next} onSignedIn={() => history.replace(next ?? '/')} />
  },
})

export const register = createLazyRoute('/register')({
  component: function Register() {
    const { next } = useSearch({ from: '/register' })
    const { history } = useRouter()
    return (
      <RegisterPage
        next={next}
        onRegistered={({ workspaces: [first] }) =>
          history.replace(next ?? (first ? `/w/${first.id}/start` : '/welcome'))
        }
      />
    )
  },
})

export const forgottenPassword = createLazyRoute('/forgotten-password')({ component: ForgottenPasswordPage })

export const resetPassword = createLazyRoute('/reset-password/$token')({
  component: function ResetPassword() {
    return <ResetPasswordPage token={useParams({ from: '/reset-password/$token' }).token} />
  },
})

export const verifyEmail = createLazyRoute('/verify-email/$token')({
  component: function VerifyEmail() {
    return <VerifyEmailPage token={useParams({ from: '/verify-email/$token' }).token} />
  },
})

export const invitation = createLazyRoute('/invite/$token')({
  component: function Invitation() {
    const navigate = useNavigate()
    return (
      <InvitationPage
        token={useParams({ from: '/invite/$token' }).token}
        onAccepted={(workspaceId) => void navigate({ to: '/w/$workspaceId', params: { workspaceId } })}
      />
    )
  },
})

export const welcome = createLazyRoute('/inside/welcome')({
  component: function Welcome() {
    const navigate = useNavigate()
    return (
      <WelcomePage
        onCreated={(workspaceId) => void navigate({ to: '/w/$workspaceId/start', params: { workspaceId } })}
      />
    )
  },
})
