namespace LocalCloud.Aws.Ses.Classic.Identities;

/// <summary>The same as <see cref="VerifyEmailIdentity"/>, and older.</summary>
internal static class VerifyEmailAddress
{
    public static readonly Operation Definition = Operation<SesState>.Define<AddressRequest>(
        "VerifyEmailAddress",
        EmailJson.Default.AddressRequest,
        (state, request, context) => VerifyEmailIdentity.Handle(state, request, context).Map(_ => Nothing.Instance),
        Must.Member<AddressRequest>("emailAddress", r => r.EmailAddress).Required()
    );
}
