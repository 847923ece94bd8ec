namespace LocalCloud.Aws.Sts;

internal sealed record GetCallerIdentityRequest;

internal sealed record GetCallerIdentityResponse(string UserId, string Account, string Arn);

internal static class GetCallerIdentity
{
    public static readonly Operation Definition = Operation<StsState>.Define(
        "GetCallerIdentity", StsJson.Default.GetCallerIdentityRequest, StsJson.Default.GetCallerIdentityResponse, Handle);

    private static Result<GetCallerIdentityResponse> Handle(StsState state, GetCallerIdentityRequest request, Context context) =>
        new GetCallerIdentityResponse(context.AccessKeyId ?? "AKIAIOSFODNN7EXAMPLE", state.Scope.Account, $"arn:aws:iam::{state.Scope.Account}:root");
}
