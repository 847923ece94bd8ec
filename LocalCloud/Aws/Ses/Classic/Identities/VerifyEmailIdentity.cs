using MimeKit;

namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record AddressRequest(string? EmailAddress);

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

    /// <summary>VerifyEmailAddress, which is the same and older.</summary>
    public static readonly Operation Address = Operation<SesState>.Define<AddressRequest>(
        "VerifyEmailAddress",
        EmailJson.Default.AddressRequest,
        (state, request, context) => Handle(state, request, context).Map(_ => Nothing.Instance),
        Must.Member<AddressRequest>("emailAddress", r => r.EmailAddress).Required()
    );

    private static Result<Empty> Handle(SesState state, AddressRequest request, Context context)
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
