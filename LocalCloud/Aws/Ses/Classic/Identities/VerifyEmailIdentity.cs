using MimeKit;

namespace LocalCloud.Aws.Ses.Classic.Identities;

/// <summary>Verified at once: nobody has to click.</summary>
internal static class VerifyEmailIdentity
{
    public static readonly Operation Definition = Operation<SesState>.Define<AddressRequest, Empty>(
        "VerifyEmailIdentity",
        EmailJson.Default.AddressRequest,
        EmailJson.Default.Empty,
        Handle,
        Must.Member<AddressRequest>("emailAddress", r => r.EmailAddress).Required()
    );

    public static Result<Empty> Handle(SesState state, AddressRequest request, Context context)
    {
        var address = request.EmailAddress!;
        if (
            !MailboxAddress.TryParse(address, out var mailbox)
            || mailbox.Address != address
            || !address.Contains('@', StringComparison.Ordinal)
        )
            return EmailErrors.Of(Ses.SendEmail.Bad($"Invalid email address<{address}>."));
        if (!state.HasIdentity(address))
            state.AddIdentity(context.Changes, address);
        return Empty.Instance;
    }
}
