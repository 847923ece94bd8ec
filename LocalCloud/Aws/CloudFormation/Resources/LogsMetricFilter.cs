using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsMetricFilter()
    : ResourceType(
        "AWS::Logs::MetricFilter",
        [
            new("LogGroupName", Shape.Text) { Required = true, Replacement = true },
            new("FilterName", Shape.Text) { Replacement = true },
            new("FilterPattern", Shape.Text) { Required = true },
            new(
                "MetricTransformations",
                Shape.List(
                    Shape.Object(
                        new("MetricName", Shape.Text) { Required = true },
                        new("MetricNamespace", Shape.Text) { Required = true },
                        new("MetricValue", Shape.Text) { Required = true },
                        new("DefaultValue", Shape.Double),
                        new("Unit", Shape.Text),
                        new(
                            "Dimensions",
                            Shape.List(
                                Shape.Object(new("Key", Shape.Text) { Required = true }, new("Value", Shape.Text) { Required = true })
                            )
                        )
                    )
                )
            )
            {
                Required = true,
            },
            .. Property.Keep("ApplyOnTransformedLogs", "EmitSystemFieldDimensions", "FieldSelectionCriteria"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "FilterName";

    public override string Note(JsonObject values) => "Kept with its log group: no metric is written.";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "logs",
                    "DeleteMetricFilter",
                    new() { ["logGroupName"] = Scalars.Member(existing.Properties, "LogGroupName"), ["filterName"] = existing.PhysicalId }
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync(
                "logs",
                "PutMetricFilter",
                new()
                {
                    ["logGroupName"] = Scalars.Member(call.Properties, "LogGroupName"),
                    ["filterName"] = call.PhysicalName,
                    ["filterPattern"] = Scalars.Member(call.Properties, "FilterPattern"),
                    ["metricTransformations"] = new JsonArray([
                        .. (call.Properties["MetricTransformations"] as JsonArray ?? []).OfType<JsonObject>().Select(Transformation),
                    ]),
                }
            )
            .ConfigureAwait(false);
        return put.Ok(out _, out var error) ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>()) : error;
    }

    private static JsonNode Transformation(JsonObject members)
    {
        var input = new JsonObject(
            members
                .Where(m => m.Key != "Dimensions")
                .Select(m => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(m.Key), m.Value?.DeepClone()))
        );
        if (members["Dimensions"] is { } dimensions)
            input["dimensions"] = Inputs.TagMap(dimensions);
        return input;
    }
}
