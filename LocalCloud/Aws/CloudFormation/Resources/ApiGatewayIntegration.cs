using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayIntegration()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Integration",
        new("ApiId", Shape.Text) { Required = true, Replacement = true },
        new("ConnectionId", Shape.Text),
        new("ConnectionType", Shape.Text),
        new("ContentHandlingStrategy", Shape.Text),
        new("CredentialsArn", Shape.Text),
        new("Description", Shape.Text),
        new("IntegrationMethod", Shape.Text),
        new("IntegrationSubtype", Shape.Text),
        new("IntegrationType", Shape.Text) { Required = true },
        new("IntegrationUri", Shape.Text),
        new("PassthroughBehavior", Shape.Text),
        new("PayloadFormatVersion", Shape.Text),
        new("RequestParameters", Shape.Map(Shape.Text)),
        new("RequestTemplates", Shape.Json),
        new("ResponseParameters", Shape.Json),
        new("TemplateSelectionExpression", Shape.Text),
        new("TimeoutInMillis", Shape.Integer),
        new("TlsConfig", Shape.Object(new Property("ServerNameToVerify", Shape.Text)))
    )
{
    public override IReadOnlyList<string> Attributes => ["IntegrationId"];

    protected override string CreateOperation => "CreateIntegration";

    protected override string UpdateOperation => "UpdateIntegration";

    protected override string DeleteOperation => "DeleteIntegration";

    protected override string IdMember => "integrationId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["IntegrationId"] = answer.Text("integrationId") };

    // {"200": {"ResponseParameters": [{"Destination": "append:header.x", "Source": "y"}]}} in a template, a map of maps in the API.
    protected override JsonObject Input(ResourceCall call)
    {
        var input = base.Input(call);
        if (call.Properties["ResponseParameters"] is JsonObject all)
            input["responseParameters"] = new JsonObject(
                all.Select(status =>
                    KeyValuePair.Create(
                        status.Key,
                        (JsonNode?)
                            new JsonObject(
                                (status.Value?["ResponseParameters"] as JsonArray ?? []).Select(p =>
                                    KeyValuePair.Create(Scalars.Member(p, "Destination") ?? "", p?["Source"]?.DeepClone())
                                )
                            )
                    )
                )
            );
        return input;
    }
}
