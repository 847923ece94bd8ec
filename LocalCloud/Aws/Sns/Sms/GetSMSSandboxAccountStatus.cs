namespace LocalCloud.Aws.Sns.Sms;

internal sealed record SandboxRequest;

internal sealed record SandboxResponse(bool IsInSandbox);

internal static class GetSMSSandboxAccountStatus
{
    public static readonly Operation<SnsState, SandboxRequest, SandboxResponse> Definition = Operation<SnsState>.Define(
        "GetSMSSandboxAccountStatus",
        SnsJson.Default.SandboxRequest,
        SnsJson.Default.SandboxResponse,
        (_, _, _) => (Result<SandboxResponse>)new SandboxResponse(false)
    );
}
