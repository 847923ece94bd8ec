using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The few operations of the local cloud that a deployment and its tests need.</summary>
internal sealed class CloudClient(HttpClient aws)
{
    public const string Region = "us-east-1";

    private readonly AwsCaller _caller = new(aws, "test", Region);

    public Task CreateBucketAsync(string bucket) => TextAsync(_caller.SendAsync("s3", HttpMethod.Put, $"/{bucket}"));

    public async Task UploadAsync(string bucket, string key, string file)
    {
        await using var content = File.OpenRead(file);
        await TextAsync(
            _caller.SendAsync(
                "s3",
                HttpMethod.Put,
                $"/{bucket}/{key}",
                new StreamContent(content),
                ("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
            )
        );
    }

    /// <summary>By a change set, as <c>aws cloudformation deploy</c> does.</summary>
    /// <returns>The outputs.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CreateStackAsync(
        string name,
        string template,
        IReadOnlyDictionary<string, string> parameters
    )
    {
        const string ChangeSet = "first";
        (string, string)[] named = [("StackName", name), ("ChangeSetName", ChangeSet)];
        await FormationAsync(
            "CreateChangeSet",
            [
                .. named,
                ("ChangeSetType", "CREATE"),
                ("TemplateBody", template),
                ("Capabilities.member.1", "CAPABILITY_IAM"),
                .. parameters.SelectMany(
                    (p, i) =>
                        new[] { ($"Parameters.member.{i + 1}.ParameterKey", p.Key), ($"Parameters.member.{i + 1}.ParameterValue", p.Value) }
                ),
            ]
        );
        await UntilAsync("DescribeChangeSet", named, "Status", "CREATE_PENDING", "CREATE_IN_PROGRESS", "CREATE_COMPLETE");
        await FormationAsync("ExecuteChangeSet", named);
        var stack = await UntilAsync(
            "DescribeStacks",
            [("StackName", name)],
            "StackStatus",
            "REVIEW_IN_PROGRESS",
            "CREATE_IN_PROGRESS",
            "CREATE_COMPLETE"
        );
        return Outputs(stack);
    }

    public async Task<IReadOnlyDictionary<string, string>> OutputsAsync(string stack) =>
        Outputs(await FormationAsync("DescribeStacks", [("StackName", stack)]));

    /// <summary>The connection string of a stack's database server, for its master user.</summary>
    public async Task<string> DatabaseAsync(string stack, string instance, string secret)
    {
        var server = await QueryAsync(
            "rds",
            "2014-10-31",
            "DescribeDBInstances",
            [("DBInstanceIdentifier", await ResourceAsync(stack, instance))]
        );
        var input = new JsonObject { ["SecretId"] = await ResourceAsync(stack, secret) };
        var answer = await TextAsync(_caller.JsonAsync("secretsmanager", "secretsmanager.GetSecretValue", input.ToJsonString()));
        var user = JsonNode.Parse(JsonNode.Parse(answer)!.Text("SecretString"))!;
        return $"Host={One(server, "Address")};Port={One(server, "Port")};Database={One(server, "DBName")};SSL Mode=Require;"
            + $"Username={user.Text("username")};Password={user.Text("password")}";
    }

    private async Task<string> ResourceAsync(string stack, string id) =>
        One(await FormationAsync("DescribeStackResource", [("StackName", stack), ("LogicalResourceId", id)]), "PhysicalResourceId");

    private static string One(XElement answer, string name) => answer.Descendants().First(e => e.Name.LocalName == name).Value;

    /// <summary>What the function answers.</summary>
    public async Task<string> InvokeAsync(string function, string payload) =>
        await TextAsync(_caller.RestAsync("lambda", "POST", $"/2015-03-31/functions/{function}/invocations", payload));

    /// <summary>All lines that a function has written so far.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string function)
    {
        var lines = new List<string>();
        for (string? token = null; ; )
        {
            var input = new JsonObject { ["logGroupName"] = $"/aws/lambda/{function}", ["nextToken"] = token };
            if (token is null)
                input.Remove("nextToken");
            var page = JsonNode.Parse(await TextAsync(_caller.JsonAsync("logs", "Logs_20140328.FilterLogEvents", input.ToJsonString())))!;
            lines.AddRange(page["events"].Items().Select(e => e.Text("message")));
            if ((token = (string?)page["nextToken"]) is null)
                return lines;
        }
    }

    private async Task<XElement> UntilAsync(string action, (string, string)[] parameters, string status, params string[] expected)
    {
        return await Eventually.Async($"{expected[^1]} of {action}", async () =>
        {
            var answer = await FormationAsync(action, parameters);
            var now = answer.Descendants().First(e => e.Name.LocalName == status).Value;
            if (!expected.Contains(now))
                Assert.Fail($"{now}: {(action == "DescribeStacks" ? await FormationAsync("DescribeStackEvents", parameters) : answer)}");
            return now == expected[^1] ? answer : null;
        });
    }

    private Task<XElement> FormationAsync(string action, (string Key, string Value)[] parameters) =>
        QueryAsync("cloudformation", "2010-05-15", action, parameters);

    private async Task<XElement> QueryAsync(string service, string version, string action, (string Key, string Value)[] parameters) =>
        XElement.Parse(await TextAsync(_caller.QueryAsync(service, version, action, parameters)));

    private static Dictionary<string, string> Outputs(XElement stack) =>
        stack
            .Descendants()
            .Where(e => Child(e, "OutputKey") is not null)
            .ToDictionary(e => Child(e, "OutputKey")!, e => Child(e, "OutputValue") ?? "");

    private static string? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static async Task<string> TextAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{response.RequestMessage}: {(int)response.StatusCode} {body}");
        return body;
    }
}
