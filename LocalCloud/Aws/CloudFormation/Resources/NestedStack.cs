using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Operations;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>A stack within a stack. Its template lies in a bucket, so only it can tell whether an update changes anything.</summary>
internal sealed class NestedStack()
    : ResourceType(
        "AWS::CloudFormation::Stack",
        new("TemplateURL", Shape.Text) { Required = true },
        new("Parameters", Shape.Map(Shape.Any)),
        new("NotificationARNs", Shape.List(Shape.Text)),
        new("Tags", Shape.Tags),
        new("TimeoutInMinutes", Shape.Integer)
    )
{
    private const string Outputs = "Outputs.";

    public override IReadOnlyList<string> Attributes => [];

    public override bool HasAttribute(string name) => name.StartsWith(Outputs, StringComparison.Ordinal);

    public override bool AlwaysUpdates => true;

    /// <summary>It passes its parent's tags on by itself.</summary>
    public override Shape? TagShape => null;

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 128);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var child = call.Resumed ? call.Host.Read(call.Stacks, s => s.Find(call.PhysicalName)) : null;
        if (child is null)
        {
            var created = await call
                .Host.InvokeAsync(
                    call.Scope,
                    CreateStack.Definition,
                    new CreateStackRequest
                    {
                        StackName = call.PhysicalName,
                        TemplateURL = Scalars.Member(call.Properties, "TemplateURL"),
                        Parameters = Parameters(call),
                        Tags = Tags(call),
                        NotificationARNs = Notifications(call),
                        Capabilities = call.Stack.Source.Capabilities,
                        // The root deletes what it made when it rolls back.
                        OnFailure = "DO_NOTHING",
                        ParentId = call.Stack.StackId,
                        RootId = call.Stack.RootId ?? call.Stack.StackId,
                    },
                    call.Cancellation
                )
                .ConfigureAwait(false);
            if (!created.Ok(out var answer, out var error))
                return error;
            child = call.Host.Read(call.Stacks, s => s.Find(answer.StackId))!;
        }
        call.Initiated?.Invoke(child.StackId);
        await RestAsync(call, child).ConfigureAwait(false);
        return call.Host.Read(call.Stacks, Result<ResourceValues> (_) =>
            child.Status == StackStatus.CreateComplete
                ? Values(child)
                : new AwsError("", $"Embedded stack {child.StackId} was not successfully created: {child.StatusReason}")
        );
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (call.Host.Read(call.Stacks, s => s.Find(existing.PhysicalId)) is not { Status: not StackStatus.DeleteComplete } child)
            return new AwsError("ValidationError", $"Stack with id {existing.PhysicalId} does not exist");
        await RestAsync(call, child).ConfigureAwait(false);
        var request = new UpdateStackRequest
        {
            StackName = child.StackId,
            TemplateURL = Scalars.Member(call.Properties, "TemplateURL"),
            Parameters = Parameters(call),
            Tags = Tags(call),
            NotificationARNs = Notifications(call),
            Capabilities = call.Stack.Source.Capabilities,
        };
        if (call.RollsBack)
        {
            // What it was is not what lies at its URL by now. Only an update that this rollback takes back is undone.
            if (child.Former is not { } former || child.Updated < call.Stack.Updated || child.Status != StackStatus.UpdateComplete)
                return Values(child);
            request = request with
            {
                TemplateURL = null,
                TemplateBody = former.Template,
                Parameters = [.. former.Parameters.Select(p => new ParameterShape(p.Key, p.Value))],
                Tags = former.Tags,
            };
        }
        var updated = await call.Host.InvokeAsync(call.Scope, UpdateStack.Definition, request, call.Cancellation).ConfigureAwait(false);
        if (updated.Error is { } error)
            return error.Message == UpdateStack.NoUpdates ? Values(child) : error;
        await RestAsync(call, child).ConfigureAwait(false);
        return call.Host.Read(call.Stacks, Result<ResourceValues> (_) =>
            child.Status == StackStatus.UpdateComplete
                ? Values(child)
                : new AwsError(
                    "",
                    $"Embedded stack {child.StackId} was not successfully updated. Currently in {child.Status} with reason: "
                        + $"{child.StatusReason}"
                )
        );
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var deleted = await call
            .Host.InvokeAsync(
                call.Scope,
                DeleteStack.Definition,
                new DeleteStackRequest { StackName = existing.PhysicalId },
                call.Cancellation
            )
            .ConfigureAwait(false);
        if (deleted.Error is { } error)
            return error;
        if (call.Host.Read(call.Stacks, s => s.Find(existing.PhysicalId)) is not { } child)
            return Nothing.Instance;
        await RestAsync(call, child).ConfigureAwait(false);
        return child.Status == StackStatus.DeleteComplete
            ? Nothing.Instance
            : new AwsError("", $"Embedded stack {child.StackId} was not successfully deleted: {child.StatusReason}");
    }

    private static async ValueTask RestAsync(ResourceCall call, Stack child) =>
        await call.Stacks.UntilAsync(() => !child.IsBusy && !child.DeletionWaits, null, call.Cancellation).ConfigureAwait(false);

    private static List<ParameterShape> Parameters(ResourceCall call) =>
        [
            .. (call.Properties["Parameters"] as JsonObject ?? []).Select(p => new ParameterShape(
                p.Key,
                p.Value is JsonArray items ? string.Join(',', items.Select(Scalars.Text)) : Scalars.Text(p.Value)
            )),
        ];

    /// <summary>The parent's tags go to its children (docs: AWS::CloudFormation::Stack).</summary>
    private static List<ResourceTag> Tags(ResourceCall call)
    {
        var own = (call.Properties["Tags"] as JsonArray ?? [])
            .Select(t => new ResourceTag(Scalars.Member(t, "Key")!, Scalars.Member(t, "Value")!))
            .ToList();
        return [.. own, .. call.Stack.Source.Tags.Where(t => !own.Exists(o => o.Key == t.Key))];
    }

    private static List<string>? Notifications(ResourceCall call) =>
        call.Properties["NotificationARNs"] is JsonArray arns ? [.. arns.Select(Scalars.Text)] : null;

    private static ResourceValues Values(Stack child) =>
        new(child.StackId, child.Outputs.ToDictionary(o => Outputs + o.Name, o => o.Value));
}
