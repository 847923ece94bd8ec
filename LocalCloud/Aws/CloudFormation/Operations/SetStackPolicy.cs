using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record SetStackPolicyRequest(string? StackName, string? StackPolicyBody, string? StackPolicyURL);

internal static class SetStackPolicy
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "SetStackPolicy",
            OperationsJson.Default.SetStackPolicyRequest,
            Handle,
            Requests.StackNameOrId<SetStackPolicyRequest>(r => r.StackName),
            Must.Member<SetStackPolicyRequest>("stackPolicyBody", r => r.StackPolicyBody).Length(1, 16384)
        )
        .Lacking("policies are stored and not enforced; StackPolicyURL");

    private static Result<Nothing> Handle(StackState state, SetStackPolicyRequest request, Context context)
    {
        if (request.StackPolicyURL is not null)
            return AwsError.NotSupported("SetStackPolicy", "StackPolicyURL");
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (request.StackPolicyBody is null || !JsonText.IsObject(request.StackPolicyBody))
            return TemplateError.Validation("Error validating stack policy: Invalid stack policy");
        stack.PolicyBody = request.StackPolicyBody;
        state.Put(context.Changes, stack);
        return Nothing.Instance;
    }
}
