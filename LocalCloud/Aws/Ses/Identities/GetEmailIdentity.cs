namespace LocalCloud.Aws.Ses.Identities;

internal sealed record GetEmailIdentityResponse(
    string IdentityType,
    bool VerifiedForSendingStatus,
    string VerificationStatus,
    bool FeedbackForwardingStatus,
    DkimAttributes DkimAttributes
);

internal static class GetEmailIdentity
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<IdentityRequest, GetEmailIdentityResponse>(
            "GetEmailIdentity",
            SesJson.Default.IdentityRequest,
            SesJson.Default.GetEmailIdentityResponse,
            Handle
        )
        .Http("GET /v2/email/identities/{EmailIdentity}");

    private static Result<GetEmailIdentityResponse> Handle(SesState state, IdentityRequest request, Context context) =>
        request.EmailIdentity is { } name && state.HasIdentity(name)
            ? new GetEmailIdentityResponse(Identity.TypeOf(name), true, "SUCCESS", true, Identity.NoDkim)
            : Identity.NotFound(request.EmailIdentity);
}
