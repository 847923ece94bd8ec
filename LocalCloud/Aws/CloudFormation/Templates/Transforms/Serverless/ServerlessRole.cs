using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>The role that a function has when it is given none.</summary>
internal static class ServerlessRole
{
    private const string Managed = "arn:aws:iam::aws:policy/";

    public static Result<JsonObject> Make(string function, JsonObject properties, IEnumerable<string> needed)
    {
        var arns = new List<JsonNode> { Managed + "service-role/AWSLambdaBasicExecutionRole" };
        if (properties.ContainsKey("VpcConfig"))
            arns.Add(Managed + "service-role/AWSLambdaVPCAccessExecutionRole");
        if (Scalars.Member(properties, "Tracing") is "Active" or "PassThrough")
            arns.Add(Managed + "AWSXrayWriteOnlyAccess");
        arns.AddRange(needed.Distinct().Select(name => (JsonNode)(Managed + name)));
        var inline = new List<JsonNode>();
        var policies = properties["Policies"] switch
        {
            JsonArray list => list.ToArray(),
            { } one => [one],
            null => [],
        };
        for (var i = 0; i < policies.Length; i++)
        {
            var policy = policies[i];
            if (Scalars.TryText(policy, out var name))
                arns.Add(
                    Arn.Is(name)
                        ? name
                        : Managed
                            + (
                                name.StartsWith("AWSLambda", StringComparison.Ordinal) && name.EndsWith("Role", StringComparison.Ordinal)
                                    ? "service-role/"
                                    : ""
                            )
                            + name
                );
            else if (Functions.TryGet(policy, out _, out _))
                arns.Add(policy!.DeepClone());
            else if (policy?["Statement"] is not null)
                inline.Add(Document(function, i, policy.DeepClone()));
            else if (policy is JsonObject { Count: 1 } template)
            {
                var (title, parameters) = template.GetAt(0);
                if (PolicyTemplates.Statement(title, parameters as JsonObject ?? []) is not { } statement)
                    return TemplateError.Validation(
                        $"Policy template {title} is not supported by LocalCloud, which has {string.Join(", ", PolicyTemplates.Names)}"
                    );
                inline.Add(Document(function, i, new JsonObject { ["Statement"] = new JsonArray(statement) }));
            }
            else
                return TemplateError.Validation(
                    "property Policies has a member that is neither a policy's name nor a statement nor a policy template"
                );
        }
        if (properties["DeadLetterQueue"] is JsonObject dead)
            inline.Add(
                new JsonObject
                {
                    ["PolicyName"] = "DeadLetterQueuePolicy",
                    ["PolicyDocument"] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray(
                            new JsonObject
                            {
                                ["Effect"] = "Allow",
                                ["Action"] = Scalars.Member(dead, "Type") == "SNS" ? "sns:Publish" : "sqs:SendMessage",
                                ["Resource"] = dead["TargetArn"]?.DeepClone(),
                            }
                        ),
                    },
                }
            );

        var role = new JsonObject
        {
            ["AssumeRolePolicyDocument"] = properties["AssumeRolePolicyDocument"]?.DeepClone() ?? Trust("lambda.amazonaws.com"),
            ["ManagedPolicyArns"] = new JsonArray([.. arns]),
            ["Tags"] = Expansion.Tags(properties),
        };
        if (inline.Count > 0)
            role["Policies"] = new JsonArray([.. inline]);
        if (properties["PermissionsBoundary"] is { } boundary)
            role["PermissionsBoundary"] = boundary.DeepClone();
        if (properties["RolePath"] is { } path)
            role["Path"] = path.DeepClone();
        return role;
    }

    public static JsonObject Trust(string service) =>
        new()
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Action"] = new JsonArray("sts:AssumeRole"),
                    ["Principal"] = new JsonObject { ["Service"] = new JsonArray(service) },
                }
            ),
        };

    private static JsonObject Document(string function, int at, JsonNode document) =>
        new() { ["PolicyName"] = $"{function}RolePolicy{at}", ["PolicyDocument"] = document };
}
