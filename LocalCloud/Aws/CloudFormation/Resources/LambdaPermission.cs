using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaPermission()
    : ResourceType(
        "AWS::Lambda::Permission",
        new("Action", Shape.Text) { Required = true, Replacement = true },
        new("FunctionName", Shape.Text) { Required = true, Replacement = true },
        new("Principal", Shape.Text) { Required = true, Replacement = true },
        new("EventSourceToken", Shape.Text) { Replacement = true },
        new("FunctionUrlAuthType", Shape.Text) { Replacement = true },
        new("InvokedViaFunctionUrl", Shape.Boolean) { Replacement = true },
        new("PrincipalOrgID", Shape.Text) { Replacement = true },
        new("SourceAccount", Shape.Text) { Replacement = true },
        new("SourceArn", Shape.Text) { Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.DeepClone().AsObject();
        input["StatementId"] = call.PhysicalName;
        var added = await call.InvokeAsync("lambda", "AddPermission", input).ConfigureAwait(false);
        return added.Error is { } error && !(call.Resumed && error.Code == "ResourceConflictException")
            ? error
            : new ResourceValues(call.PhysicalName, new Dictionary<string, string> { ["Id"] = call.PhysicalName });
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => new(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var input = existing.Properties.Pick("FunctionName");
        input["StatementId"] = existing.PhysicalId;
        return Inputs.Deleted(
            await call.InvokeAsync("lambda", "RemovePermission", input).ConfigureAwait(false),
            "ResourceNotFoundException"
        );
    }
}
