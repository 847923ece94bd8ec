using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sts;

internal sealed record GetAccessKeyInfoRequest(string? AccessKeyId);

internal sealed record GetAccessKeyInfoResponse(string Account);

internal static class GetAccessKeyInfo
{
    public static readonly Operation Definition = Operation<StsState>
        .Define(
            "GetAccessKeyInfo",
            StsJson.Default.GetAccessKeyInfoRequest,
            StsJson.Default.GetAccessKeyInfoResponse,
            Handle,
            Must.Member<GetAccessKeyInfoRequest>("accessKeyId", r => r.AccessKeyId).Required()
        )
        .Lacking("what is neither an account's number nor a session's key belongs to the caller's account");

    private static Result<GetAccessKeyInfoResponse> Handle(StsState state, GetAccessKeyInfoRequest request, Context context) =>
        new GetAccessKeyInfoResponse(Credential.AccountOf(request.AccessKeyId!) ?? state.Scope.Account);
}
