using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class CloudWatchAlarm()
    : ResourceType(
        "AWS::CloudWatch::Alarm",
        new("AlarmName", Shape.Text) { Replacement = true },
        new("AlarmDescription", Shape.Text),
        new("ActionsEnabled", Shape.Boolean),
        new("AlarmActions", Shape.List(Shape.Text)),
        new("OKActions", Shape.List(Shape.Text)),
        new("InsufficientDataActions", Shape.List(Shape.Text)),
        new("MetricName", Shape.Text),
        new("Namespace", Shape.Text),
        new("Statistic", Shape.Text),
        new("ExtendedStatistic", Shape.Text),
        new("Dimensions", Dimensions),
        new("Period", Shape.Integer),
        new("Unit", Shape.Text),
        new("EvaluationPeriods", Shape.Integer) { Required = true },
        new("DatapointsToAlarm", Shape.Integer),
        new("Threshold", Shape.Double),
        new("ThresholdMetricId", Shape.Text),
        new("ComparisonOperator", Shape.Text) { Required = true },
        new("TreatMissingData", Shape.Text),
        new("EvaluateLowSampleCountPercentile", Shape.Text),
        new(
            "Metrics",
            Shape.List(
                Shape.Object(
                    new("Id", Shape.Text) { Required = true },
                    new("Expression", Shape.Text),
                    new("Label", Shape.Text),
                    new("Period", Shape.Integer),
                    new("ReturnData", Shape.Boolean),
                    new("AccountId", Shape.Text),
                    new(
                        "MetricStat",
                        Shape.Object(
                            new(
                                "Metric",
                                Shape.Object(new("Namespace", Shape.Text), new("MetricName", Shape.Text), new("Dimensions", Dimensions))
                            )
                            {
                                Required = true,
                            },
                            new("Period", Shape.Integer) { Required = true },
                            new("Stat", Shape.Text) { Required = true },
                            new("Unit", Shape.Text)
                        )
                    )
                )
            )
        ),
        new("Tags", Shape.Tags)
    )
{
    private static readonly TagOperations Tagging = new("monitoring", "ResourceARN");

    private static Shape Dimensions =>
        Shape.List(Shape.Object(new("Name", Shape.Text) { Required = true }, new("Value", Shape.Text) { Required = true }));

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "AlarmName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        // Putting an alarm that is there would take it over
        if (!call.Resumed && await ExistsAsync(call).ConfigureAwait(false))
            return call.AlreadyExists(Name);
        return await PutAsync(call).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!(await PutAsync(call).ConfigureAwait(false)).Ok(out var values, out var error))
            return error;
        if (await Tagging.UpdateAsync(call, existing, values.Attributes["Arn"]).ConfigureAwait(false) is { } failed)
            return failed;
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
        var put = await call.InvokeAsync("monitoring", "PutMetricAlarm", input).ConfigureAwait(false);
        return put.Ok(out _, out var error)
            ? new ResourceValues(
                call.PhysicalName,
                new Dictionary<string, string> { ["Arn"] = call.Scope.Arn("cloudwatch", $"alarm:{call.PhysicalName}") }
            )
            : error;
    }

    private static async ValueTask<bool> ExistsAsync(ResourceCall call) =>
        (
            await call.InvokeAsync(
                    "monitoring",
                    "DescribeAlarms",
                    new() { ["AlarmNames"] = new JsonArray(JsonValue.Create(call.PhysicalName)) }
                )
                .ConfigureAwait(false)
        ).Ok(out var found, out _)
        && found.GetProperty("MetricAlarms").GetArrayLength() > 0;
}
