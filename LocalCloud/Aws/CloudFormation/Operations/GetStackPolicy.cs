using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record GetStackPolicyRequest(string? StackName);

internal sealed record GetStackPolicyResponse(string? StackPolicyBody);

internal static class GetStackPolicy
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "GetStackPolicy",
        OperationsJson.Default.GetStackPolicyRequest,
        OperationsJson.Default.GetStackPolicyResponse,
        Handle,
        Requests.StackNameOrId<GetStackPolicyRequest>(r => r.StackName)
    );

    private static Result<GetStackPolicyResponse> Handle(StackState state, GetStackPolicyRequest request, Context context) =>
        state.Find(request.StackName!) is { } stack
            ? new GetStackPolicyResponse(stack.PolicyBody)
            : TemplateError.Validation($"Stack [{request.StackName}] does not exist");
}
