using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Sns.Sms;

internal sealed record DeleteSandboxNumberRequest(string? PhoneNumber);

internal static class DeleteSMSSandboxPhoneNumber
{
    public static readonly Operation<SnsState, DeleteSandboxNumberRequest, Empty> Definition = Operation<SnsState>.Define(
        "DeleteSMSSandboxPhoneNumber",
        SnsJson.Default.DeleteSandboxNumberRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
        {
            if (state.SandboxNumbers.GetValueOrDefault(request.PhoneNumber!) is not { } number)
                return SnsErrors.NoResource;
            state.Delete(context.Changes, number);
            return (Result<Empty>)new Empty();
        },
        SmsSandbox.Number<DeleteSandboxNumberRequest>(r => r.PhoneNumber)
    );
}
