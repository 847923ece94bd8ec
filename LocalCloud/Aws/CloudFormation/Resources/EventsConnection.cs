using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsConnection()
    : ResourceType(
        "AWS::Events::Connection",
        [
            new("Name", Shape.Text) { Replacement = true },
            new("AuthorizationType", Shape.Text),
            new("AuthParameters", Auth),
            new("Description", Shape.Text),
            new("KmsKeyIdentifier", Shape.Text),
            .. Property.Refuse("there are no private networks", "InvocationConnectivityParameters"),
        ]
    )
{
    private static Shape Parameters =>
        Shape.List(
            Shape.Object(
                new("Key", Shape.Text) { Required = true },
                new("Value", Shape.Text) { Required = true },
                new("IsValueSecret", Shape.Boolean)
            )
        );

    private static Shape Http =>
        Shape.Object(new("HeaderParameters", Parameters), new("QueryStringParameters", Parameters), new("BodyParameters", Parameters));

    private static Shape Auth =>
        Shape.Object(
            new(
                "ApiKeyAuthParameters",
                Shape.Object(new("ApiKeyName", Shape.Text) { Required = true }, new("ApiKeyValue", Shape.Text) { Required = true })
            ),
            new(
                "BasicAuthParameters",
                Shape.Object(new("Username", Shape.Text) { Required = true }, new("Password", Shape.Text) { Required = true })
            ),
            new(
                "OAuthParameters",
                Shape.Object(
                    new("AuthorizationEndpoint", Shape.Text) { Required = true },
                    new(
                        "ClientParameters",
                        Shape.Object(new("ClientID", Shape.Text) { Required = true }, new("ClientSecret", Shape.Text) { Required = true })
                    )
                    {
                        Required = true,
                    },
                    new("HttpMethod", Shape.Text) { Required = true },
                    new("OAuthHttpParameters", Http)
                )
            ),
            new("InvocationHttpParameters", Http),
            new("ConnectivityParameters", Shape.Any) { Refused = "there are no private networks" }
        );

    public override IReadOnlyList<string> Attributes => ["Arn", "ArnForPolicy", "SecretArn"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("events", "CreateConnection", Input(call)).ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ResourceAlreadyExistsException")
            ? await ValuesAsync(call).ConfigureAwait(false)
            : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        (await call.InvokeAsync("events", "UpdateConnection", Input(call)).ConfigureAwait(false)).Ok(out _, out var error)
            ? await ValuesAsync(call).ConfigureAwait(false)
            : error;

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("events", "DeleteConnection", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Input(ResourceCall call)
    {
        var input = call.Properties.Pick("AuthorizationType", "AuthParameters", "Description", "KmsKeyIdentifier");
        input["Name"] = call.PhysicalName;
        return input;
    }

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call)
    {
        if (
            !(await call.InvokeAsync("events", "DescribeConnection", new() { ["Name"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
                out var answer,
                out var error
            )
        )
            return error;
        var arn = answer.Text("ConnectionArn");
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = arn,
                ["ArnForPolicy"] = arn[..arn.LastIndexOf('/')],
                ["SecretArn"] = answer.Text("SecretArn"),
            }
        );
    }
}
