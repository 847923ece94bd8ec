using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record CreateStackRequest : IExpandableInput
{
    public string? StackName { get; init; }
    public string? TemplateBody { get; init; }
    public string? TemplateURL { get; init; }
    public List<ParameterShape>? Parameters { get; init; }
    public bool? DisableRollback { get; init; }
    public RollbackConfiguration? RollbackConfiguration { get; init; }
    public int? TimeoutInMinutes { get; init; }
    public List<string>? NotificationARNs { get; init; }
    public List<string>? Capabilities { get; init; }
    public List<string>? ResourceTypes { get; init; }
    public string? RoleARN { get; init; }
    public string? OnFailure { get; init; }
    public string? StackPolicyBody { get; init; }
    public string? StackPolicyURL { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? ClientRequestToken { get; init; }
    public bool? EnableTerminationProtection { get; init; }
    public bool? RetainExceptOnCreate { get; init; }
    public DeploymentConfig? DeploymentConfig { get; init; }

    bool? IExpandableInput.UsePreviousTemplate => null;

    [JsonIgnore]
    public string? Expanded { get; init; }

    /// <summary>Of a nested stack; no client says it.</summary>
    [JsonIgnore]
    public string? ParentId { get; init; }

    [JsonIgnore]
    public string? RootId { get; init; }
}

internal sealed record CreateStackResponse(string StackId);

internal static class CreateStack
{
    public static readonly Operation<StackState, CreateStackRequest, CreateStackResponse> Definition = Templated
        .Define(
            "CreateStack",
            OperationsJson.Default.CreateStackRequest,
            OperationsJson.Default.CreateStackResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => r with { TemplateBody = body, TemplateURL = null },
            (r, expanded) => r with { Expanded = expanded },
            Handle,
            Requests.StackName<CreateStackRequest>(r => r.StackName),
            Must.Member<CreateStackRequest>("onFailure", r => r.OnFailure).Enum("DO_NOTHING", "ROLLBACK", "DELETE"),
            Must.Member<CreateStackRequest>("timeoutInMinutes", r => r.TimeoutInMinutes).Range(1)
        )
        .Lacking("stack policies are stored and not enforced; StackPolicyURL, rollback triggers. " + Requests.MissingInTemplates);

    private static Result<CreateStackResponse> Handle(StackState state, CreateStackRequest request, Context context)
    {
        if (
            Requests.NotSupported(
                "CreateStack",
                request.RollbackConfiguration,
                ("DeploymentConfig.Mode EXPRESS", request.DeploymentConfig?.IsExpress),
                ("ResourceTypes", request.ResourceTypes),
                ("StackPolicyURL", request.StackPolicyURL)
            ) is
            { } refused
        )
            return refused;
        if (request is { DisableRollback: not null, OnFailure: not null })
            return TemplateError.Validation("Either DisableRollback or OnFailure can be specified, not both.");
        var existing = state.Find(request.StackName!);
        if (existing is not null)
        {
            // The same request again, by a client that did not see the answer.
            if (request.ClientRequestToken is { } token && token == existing.Options.ClientRequestToken)
                return new CreateStackResponse(existing.StackId);
            if (existing.Status != StackStatus.ReviewInProgress)
                return new AwsError("AlreadyExistsException", $"Stack [{request.StackName}] already exists");
        }
        if (!Requests.Template(request.TemplateBody).Ok(out var template, out var error))
            return error;
        if (!Requests.Parameters(request.Parameters, previous: null).Ok(out var parameters, out error))
            return error;

        var given = new StackSource(template, parameters)
        {
            Expanded = request.Expanded,
            Tags = request.Tags ?? [],
            NotificationArns = request.NotificationARNs ?? [],
            Capabilities = request.Capabilities ?? [],
        };
        if (!Requests.Resolved(state, given).Ok(out var source, out error))
            return error;
        var stackId = existing?.StackId ?? NewId(state, request.StackName!);
        if (!Plan.Make(source, request.StackName!, stackId, state.Scope).Ok(out var plan, out error))
            return error;
        if (Capabilities.Check(plan.Template, source, expands: true) is { } insufficient)
            return insufficient;
        var stack = existing
            ?? new Stack
            {
                StackId = stackId,
                Name = request.StackName!,
                Created = context.Now,
                Status = StackStatus.CreateInProgress,
                Source = source,
                ParentId = request.ParentId,
                RootId = request.RootId,
            };
        stack.Source = source;
        stack.PolicyBody = request.StackPolicyBody;
        stack.Options = new()
        {
            OnFailure = request.OnFailure ?? (request.DisableRollback == true ? "DO_NOTHING" : "ROLLBACK"),
            TerminationProtection = request.EnableTerminationProtection ?? false,
            RetainExceptOnCreate = request.RetainExceptOnCreate == true,
            TimeoutInMinutes = request.TimeoutInMinutes,
            RoleArn = request.RoleARN,
            ClientRequestToken = request.ClientRequestToken,
        };
        StackRecord.Status(context.Changes, state, stack, StackStatus.CreateInProgress, "User Initiated");
        context.Begun = state.Service.Deploy(state, stack);
        return new CreateStackResponse(stackId);
    }

    public static string NewId(StackState state, string name) => state.Scope.Arn("cloudformation", $"stack/{name}/{Guid.NewGuid()}");
}
