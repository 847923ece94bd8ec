using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsLogStream()
    : ResourceType(
        "AWS::Logs::LogStream",
        new("LogGroupName", Shape.Text) { Required = true, Replacement = true },
        new("LogStreamName", Shape.Text) { Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "LogStreamName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("logs", "CreateLogStream", Input(call, call.PhysicalName)).ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ResourceAlreadyExistsException")
            ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>())
            : error;
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "logs",
                    "DeleteLogStream",
                    new()
                    {
                        ["logGroupName"] = Scalars.Member(existing.Properties, "LogGroupName"),
                        ["logStreamName"] = existing.PhysicalId,
                    }
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static System.Text.Json.Nodes.JsonObject Input(ResourceCall call, string name) =>
        new() { ["logGroupName"] = Scalars.Member(call.Properties, "LogGroupName"), ["logStreamName"] = name };
}
