namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal sealed record AccessKeyIdRequest(string? AccessKeyId);

internal sealed record AccessKeyLastUsed(DateTimeOffset? LastUsedDate, string ServiceName, string Region);

internal sealed record AccessKeyLastUsedResponse(string UserName, AccessKeyLastUsed AccessKeyLastUsed);

internal static class GetAccessKeyLastUsed
{
    public static readonly Operation<IamState, AccessKeyIdRequest, AccessKeyLastUsedResponse> Definition = IamService.Define(
        "GetAccessKeyLastUsed",
        IamJson.Default.AccessKeyIdRequest,
        IamJson.Default.AccessKeyLastUsedResponse,
        Handle,
        Must.Member<AccessKeyIdRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128)
    );

    private static Result<AccessKeyLastUsedResponse> Handle(IamState state, AccessKeyIdRequest request, Context context) =>
        state.OwnerOf(request.AccessKeyId!) is var (user, key)
            ? new AccessKeyLastUsedResponse(
                user.UserName,
                key.LastUsed is { } use ? new(use.Time, use.Service, use.Region) : new(null, "N/A", "N/A")
            )
            : new AwsError(
                "AccessDenied",
                "User is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key " + request.AccessKeyId,
                403
            );
}
