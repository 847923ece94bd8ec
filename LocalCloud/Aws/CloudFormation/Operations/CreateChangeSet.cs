using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record CreateChangeSetRequest : IStackInput
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
    public List<string>? NotificationARNs { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? ChangeSetName { get; init; }
    public string? ClientToken { get; init; }
    public string? Description { get; init; }
    public string? ChangeSetType { get; init; }
    public bool? IncludeNestedStacks { get; init; }
    public string? OnStackFailure { get; init; }
    public bool? ImportExistingResources { get; init; }
    public string? DeploymentMode { get; init; }
    public DeploymentConfig? DeploymentConfig { get; init; }

    [JsonIgnore]
    public string? Expanded { get; init; }
}

internal sealed record CreateChangeSetResponse(string Id, string StackId);

internal static class CreateChangeSet
{
    private const string NoChanges =
        "The submitted information didn't contain changes. Submit different information to create a change set.";

    public static readonly Operation<StackState, CreateChangeSetRequest, CreateChangeSetResponse> Definition = Templated
        .Define(
            "CreateChangeSet",
            OperationsJson.Default.CreateChangeSetRequest,
            OperationsJson.Default.CreateChangeSetResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => r with { TemplateBody = body, TemplateURL = null },
            (r, expanded) => r with { Expanded = expanded },
            Handle,
            Requests.StackNameOrId<CreateChangeSetRequest>(r => r.StackName),
            Requests.ChangeSetName<CreateChangeSetRequest>(r => r.ChangeSetName),
            Must.Member<CreateChangeSetRequest>("changeSetType", r => r.ChangeSetType).Enum("CREATE", "UPDATE", "IMPORT"),
            Must.Member<CreateChangeSetRequest>("onStackFailure", r => r.OnStackFailure).Enum("DO_NOTHING", "ROLLBACK", "DELETE")
        )
        .Lacking(
            "imports (with ImportExistingResources a name that is taken fails its resource), change sets of nested stacks, rollback "
                + "triggers. "
                + Requests.MissingInTemplates
        );

    private static Result<CreateChangeSetResponse> Handle(StackState state, CreateChangeSetRequest request, Context context)
    {
        if (
            Requests.NotSupported(
                "CreateChangeSet",
                request.RollbackConfiguration,
                ("DeploymentConfig.Mode EXPRESS", request.DeploymentConfig?.IsExpress),
                ("ResourceTypes", request.ResourceTypes),
                ("DeploymentMode", request.DeploymentMode),
                ("ChangeSetType IMPORT", request.ChangeSetType == "IMPORT")
            ) is
            { } refused
        )
            return refused;
        var stack = state.Find(request.StackName!) is { Status: not StackStatus.DeleteComplete } found ? found : null;
        if (Refuse(request, stack) is { } wrong)
            return wrong;

        var previous = stack is { Status: not StackStatus.ReviewInProgress } ? stack.Source : null;
        if (!request.Over(state, previous).Ok(out var source, out var error))
            return error;
        var stackId = stack?.StackId ?? CreateStack.NewId(state, request.StackName!);
        if (!Plan.Make(source, stack?.Name ?? request.StackName!, stackId, state.Scope).Ok(out var plan, out error))
            return error;
        if (request.IncludeNestedStacks == true && plan.Resources.Values.Any(r => r.Type == "AWS::CloudFormation::Stack"))
            return AwsError.NotSupported("CreateChangeSet", "IncludeNestedStacks");
        if (Capabilities.Check(plan.Template, source, expands: false) is { } insufficient)
            return insufficient;
        if (stack is null)
        {
            stack = new()
            {
                StackId = stackId,
                Name = request.StackName!,
                Created = context.Now,
                Status = StackStatus.ReviewInProgress,
                Source = source,
            };
            StackRecord.Status(context.Changes, state, stack, StackStatus.ReviewInProgress, "User Initiated");
        }
        var missing = plan.MissingImport(name => state.Export(name)?.Output.Value);
        var difference = new Difference(state, stack, plan);
        if (difference.TypeChange() is { } typeChange)
            return typeChange;

        var changes = difference.Resources();
        var empty = changes.Count == 0 && !difference.OutputsChange() && source.Tags.SequenceEqual(stack.Source.Tags);
        var changeSet = new ChangeSet
        {
            Id = state.Scope.Arn("cloudformation", $"changeSet/{request.ChangeSetName}/{Guid.NewGuid()}"),
            Name = request.ChangeSetName!,
            Type = request.ChangeSetType ?? "UPDATE",
            Created = context.Now,
            Source = source,
            Changes = missing is null ? changes : [],
            Description = request.Description,
            Status = empty || missing is not null ? "FAILED" : "CREATE_COMPLETE",
            StatusReason = missing?.Message ?? (empty ? NoChanges : null),
            ExecutionStatus = empty || missing is not null ? "UNAVAILABLE" : "AVAILABLE",
            OnFailure = request.OnStackFailure ?? "ROLLBACK",
            SaysOnFailure = request.OnStackFailure is not null,
        };
        if (stack.ChangeSets.Find(c => c.Name == request.ChangeSetName) is { } executed)
            state.Remove(context.Changes, stack, executed);
        state.Put(context.Changes, stack, changeSet);
        return new CreateChangeSetResponse(changeSet.Id, stack.StackId);
    }

    private static AwsError? Refuse(CreateChangeSetRequest request, Stack? stack)
    {
        if (request.ChangeSetType == "CREATE")
        {
            if (stack is { Status: not StackStatus.ReviewInProgress })
                return TemplateError.Validation(
                    $"Stack [{stack.Name}] already exists and cannot be created again with the changeSet [{request.ChangeSetName}]."
                );
        }
        else if (stack is null)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        else if (!StackStatus.CanUpdate(stack.Status))
            return TemplateError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not be updated.");
        // The name of one that was executed is free again
        return stack?.ChangeSets.Exists(c => c.Name == request.ChangeSetName && c.ExecutionStatus != "EXECUTE_COMPLETE") == true
            ? new AwsError("AlreadyExistsException", $"ChangeSet [{request.ChangeSetName}] already exists")
            : null;
    }
}
