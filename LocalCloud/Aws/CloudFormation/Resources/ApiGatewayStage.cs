using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayStage()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Stage",
        new("AccessLogSettings", Shape.Object(new("DestinationArn", Shape.Text), new("Format", Shape.Text))),
        new("ApiId", Shape.Text) { Required = true, Replacement = true },
        new("AutoDeploy", Shape.Boolean),
        new("ClientCertificateId", Shape.Text),
        new("DefaultRouteSettings", Settings),
        new("DeploymentId", Shape.Text),
        new("Description", Shape.Text),
        new("RouteSettings", Shape.Map(Settings)),
        new("StageName", Shape.Text) { Required = true, Replacement = true },
        new("StageVariables", Shape.Map(Shape.Text)),
        new("Tags", TagMap)
    )
{
    private static readonly Shape Settings = Shape.Object(
        new("DataTraceEnabled", Shape.Boolean),
        new("DetailedMetricsEnabled", Shape.Boolean),
        new("LoggingLevel", Shape.Text),
        new("ThrottlingBurstLimit", Shape.Integer),
        new("ThrottlingRateLimit", Shape.Double)
    );

    protected override string CreateOperation => "CreateStage";

    protected override string UpdateOperation => "UpdateStage";

    protected override string DeleteOperation => "DeleteStage";

    protected override string IdMember => "stageName";

    // Its keys are the routes'.
    protected override JsonObject Input(ResourceCall call)
    {
        var input = base.Input(call);
        if (call.Properties["RouteSettings"] is JsonObject settings)
            input["routeSettings"] = new JsonObject(
                settings.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Camel((JsonObject)s.Value!)))
            );
        return input;
    }
}
