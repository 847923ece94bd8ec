using MimeKit;

namespace LocalCloud.Aws.Ses.Identities;

internal sealed record CreateEmailIdentityRequest(string? EmailIdentity, List<ResourceTag>? Tags);

internal sealed record CreateEmailIdentityResponse(string IdentityType, bool VerifiedForSendingStatus, DkimAttributes DkimAttributes);

/// <summary>Verified at once: nobody has to click.</summary>
internal static class CreateEmailIdentity
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<CreateEmailIdentityRequest, CreateEmailIdentityResponse>(
            "CreateEmailIdentity",
            SesJson.Default.CreateEmailIdentityRequest,
            SesJson.Default.CreateEmailIdentityResponse,
            Handle
        )
        .Http("POST /v2/email/identities");

    private static Result<CreateEmailIdentityResponse> Handle(SesState state, CreateEmailIdentityRequest request, Context context)
    {
        if (request.EmailIdentity is not { Length: > 0 } name || !IsValid(name))
            return SendEmail.Bad($"Invalid email identity {request.EmailIdentity}.");
        if (state.HasIdentity(name))
            return new AwsError("AlreadyExistsException", $"Email identity {name} already exist.");
        state.AddIdentity(context.Changes, name);
        return new CreateEmailIdentityResponse(Identity.TypeOf(name), true, Identity.NoDkim);
    }

    private static bool IsValid(string name) =>
        name.Contains('@', StringComparison.Ordinal)
            ? MailboxAddress.TryParse(name, out var mailbox) && mailbox.Address == name
            : name.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns;
}
