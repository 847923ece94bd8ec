using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record UpdateStackRequest : IStackInput
{
    public string? StackName { get; init; }
    public string? TemplateBody { get; init; }
    public string? TemplateURL { get; init; }
    public bool? UsePreviousTemplate { get; init; }
    public List<ParameterShape>? Parameters { get; init; }
    public List<string>? Capabilities { get; init; }
    public List<string>? ResourceTypes { get; init; }
    public string? RoleARN { get; init; }
    public RollbackConfiguration? RollbackConfiguration { get; init; }
    public string? StackPolicyBody { get; init; }
    public string? StackPolicyURL { get; init; }
    public string? StackPolicyDuringUpdateBody { get; init; }
    public string? StackPolicyDuringUpdateURL { get; init; }
    public List<string>? NotificationARNs { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public bool? DisableRollback { get; init; }
    public string? ClientRequestToken { get; init; }
    public bool? RetainExceptOnCreate { get; init; }
    public DeploymentConfig? DeploymentConfig { get; init; }

    [JsonIgnore]
    public string? Expanded { get; init; }
}

internal sealed record UpdateStackResponse(string StackId);

internal static class UpdateStack
{
    public const string NoUpdates = "No updates are to be performed.";

    public static readonly Operation<StackState, UpdateStackRequest, UpdateStackResponse> Definition = Templated
        .Define(
            "UpdateStack",
            OperationsJson.Default.UpdateStackRequest,
            OperationsJson.Default.UpdateStackResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => r with { TemplateBody = body, TemplateURL = null },
            (r, expanded) => r with { Expanded = expanded },
            Handle,
            Requests.StackNameOrId<UpdateStackRequest>(r => r.StackName)
        )
        .Lacking("stack policies are stored and not enforced; StackPolicyURL, rollback triggers. " + Requests.MissingInTemplates);

    private static Result<UpdateStackResponse> Handle(StackState state, UpdateStackRequest request, Context context)
    {
        if (
            Requests.NotSupported(
                "UpdateStack",
                request.RollbackConfiguration,
                ("DeploymentConfig.Mode EXPRESS", request.DeploymentConfig?.IsExpress),
                ("ResourceTypes", request.ResourceTypes),
                ("StackPolicyURL", request.StackPolicyURL),
                ("StackPolicyDuringUpdateURL", request.StackPolicyDuringUpdateURL)
            ) is
            { } refused
        )
            return refused;
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (!StackStatus.CanUpdate(stack.Status))
            return TemplateError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not be updated.");

        if (!request.Over(state, stack.Source).Ok(out var source, out var error))
            return error;
        if (!Plan.Make(source, stack.Name, stack.StackId, state.Scope).Ok(out var plan, out error))
            return error;
        if (Capabilities.Check(plan.Template, source, expands: true) is { } insufficient)
            return insufficient;
        var difference = new Difference(state, stack, plan);
        if (difference.TypeChange() is { } typeChange)
            return typeChange;
        if (difference.Resources().Count == 0 && !difference.OutputsChange() && source.Tags.SequenceEqual(stack.Source.Tags))
            return TemplateError.Validation(NoUpdates);

        stack.PolicyBody = request.StackPolicyBody ?? stack.PolicyBody;
        stack.Options = stack.Options with { RetainExceptOnCreate = request.RetainExceptOnCreate == true };
        Begin(state, stack, source, request.DisableRollback == true ? "DO_NOTHING" : "ROLLBACK", request.ClientRequestToken, context);
        return new UpdateStackResponse(stack.StackId);
    }

    public static void Begin(StackState state, Stack stack, StackSource source, string onFailure, string? token, Context context)
    {
        stack.Previous ??= stack.Source;
        stack.Source = source;
        stack.Updated = context.Now;
        stack.Options = stack.Options with { OnFailure = onFailure, ClientRequestToken = token };
        StackRecord.Status(context.Changes, state, stack, StackStatus.UpdateInProgress, "User Initiated");
        context.Begun = state.Service.Deploy(state, stack);
    }
}
