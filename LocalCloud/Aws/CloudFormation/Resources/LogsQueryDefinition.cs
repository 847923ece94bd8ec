using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsQueryDefinition()
    : ResourceType(
        "AWS::Logs::QueryDefinition",
        new("Name", Shape.Text) { Required = true },
        new("QueryString", Shape.Text) { Required = true },
        new("LogGroupNames", Shape.List(Shape.Text)),
        new("QueryLanguage", Shape.Text),
        new("Parameters", Shape.Any)
    )
{
    public override IReadOnlyList<string> Attributes => ["QueryDefinitionId"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call, null);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        PutAsync(call, existing.PhysicalId);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("logs", "DeleteQueryDefinition", new() { ["queryDefinitionId"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, string? id)
    {
        var input = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["Name", "QueryString", "LogGroupNames", "QueryLanguage", "Parameters"])
            if (call.Properties[name] is { } value)
                input[char.ToLowerInvariant(name[0]) + name[1..]] = value.DeepClone();
        if (id is not null)
            input["queryDefinitionId"] = id;
        if (!(await call.InvokeAsync("logs", "PutQueryDefinition", input).ConfigureAwait(false)).Ok(out var put, out var error))
            return error;
        var made = put.Text("queryDefinitionId");
        return new ResourceValues(made, new Dictionary<string, string> { ["QueryDefinitionId"] = made });
    }
}
