using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class CloudWatchCompositeAlarm()
    : ResourceType(
        "AWS::CloudWatch::CompositeAlarm",
        new("AlarmName", Shape.Text) { Replacement = true },
        new("AlarmRule", Shape.Text) { Required = true },
        new("AlarmDescription", Shape.Text),
        new("ActionsEnabled", Shape.Boolean),
        new("AlarmActions", Shape.List(Shape.Text)),
        new("OKActions", Shape.List(Shape.Text)),
        new("InsufficientDataActions", Shape.List(Shape.Text)),
        new("ActionsSuppressor", Shape.Text),
        new("ActionsSuppressorWaitPeriod", Shape.Integer),
        new("ActionsSuppressorExtensionPeriod", Shape.Integer),
        new("Tags", Shape.Tags)
    )
{
    private static readonly TagOperations Tagging = new("monitoring", "ResourceARN");

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "AlarmName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!(await PutAsync(call).ConfigureAwait(false)).Ok(out var values, out var error))
            return error;
        await Tagging.UpdateAsync(call, existing, values.Attributes["Arn"]).ConfigureAwait(false);
        return values;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "monitoring",
                    "DeleteAlarms",
                    new() { ["AlarmNames"] = new JsonArray(JsonValue.Create(existing.PhysicalId)) }
                )
                .ConfigureAwait(false)
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var input = (JsonObject)call.Properties.DeepClone();
        input["AlarmName"] = call.PhysicalName;
        var put = await call.InvokeAsync("monitoring", "PutCompositeAlarm", input).ConfigureAwait(false);
        return put.Ok(out _, out var error)
            ? new ResourceValues(
                call.PhysicalName,
                new Dictionary<string, string> { ["Arn"] = call.Scope.Arn("cloudwatch", $"alarm:{call.PhysicalName}") }
            )
            : error;
    }
}
