namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What the API model asks of members, and what AWS says when they break it.</summary>
public sealed class ConstraintTests : LambdaTest
{
    private const string Broken =
        "1 validation error detected: Value '{0}' at '{1}' failed to satisfy constraint: Member must satisfy regular expression pattern: ";

    [Theory]
    [InlineData("GET", "/2017-03-31/tags/bad", "", "resource", "bad")]
    [InlineData("GET", "/2020-04-22/code-signing-configs/bad", "", "codeSigningConfigArn", "bad")]
    [InlineData("DELETE", "/2015-03-31/functions/f/policy/s?Qualifier=a!", "", "qualifier", "a!")]
    [InlineData("GET", "/2021-10-31/functions/f/url?Qualifier=1", "", "qualifier", "1")]
    [InlineData("GET", "/2015-03-31/functions/f/aliases?FunctionVersion=x", "", "functionVersion", "x")]
    [InlineData(
        "PUT",
        "/2019-09-25/functions/f/event-invoke-config",
        """{"DestinationConfig":{"OnFailure":{"Destination":"bad"}}}""",
        "destinationConfig.onFailure.destination",
        "bad"
    )]
    [InlineData("POST", "/2015-03-31/event-source-mappings", """{"FunctionName":"f","EventSourceArn":"bad"}""", "eventSourceArn", "bad")]
    [InlineData(
        "POST",
        "/2018-10-31/layers/l/versions/1/policy",
        """{"StatementId":"s","Action":"lambda:GetLayerVersion","Principal":"bad"}""",
        "principal",
        "bad"
    )]
    public async Task A_member_that_breaks_its_pattern_is_refused(string method, string path, string body, string member, string value)
    {
        var answer = await CallAsync(method, path, body.Length == 0 ? null : body);
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.Code));
        Assert.StartsWith(string.Format(null, Broken, value, member), answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "POST",
        "/2015-03-31/functions/f/policy",
        """{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"invalid.example.com"}""",
        "The provided principal was invalid. Please check the principal and try again."
    )]
    [InlineData(
        "PUT",
        "/2019-09-25/functions/f/event-invoke-config",
        """{"DestinationConfig":{"OnSuccess":{"Destination":"arn:aws:lambda:eu-west-1:123456789012:function:f"}}}""",
        "You can't specify the function as a destination for itself."
    )]
    public async Task What_a_function_cannot_have_is_refused(string method, string path, string body, string message)
    {
        await CreateAsync("f", "exports.handler = async () => 1;");
        var answer = await CallAsync(method, path, body);
        Assert.Equal(("InvalidParameterValueException", message), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_name_has_64_characters_also_within_an_ARN()
    {
        await CreateAsync(new string('a', 64), "exports.handler = async () => 1;");
        foreach (var name in new[] { new string('a', 65), Arn(new string('a', 65)) })
        {
            var answer = await CallAsync("POST", "/2015-03-31/functions", CreateBody(name, Package.Of(("index.js", ""))));
            Assert.Equal((400, "ValidationException"), (answer.Status, answer.Code));
            Assert.Equal(
                $"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length "
                    + "less than or equal to 64",
                answer.Message
            );
        }
    }

    [Theory]
    [InlineData("X-Amz-Tenant-Id", "TenantId of Invoke is not supported by LocalCloud.")]
    [InlineData("X-Amz-Durable-Execution-Name", "DurableExecutionName of Invoke is not supported by LocalCloud.")]
    public async Task What_an_invocation_cannot_be_is_said_by_name(string header, string message)
    {
        await CreateAsync("f", "exports.handler = async () => 1;");
        Assert.Equal(message, (await InvokeAsync("f", headers: (header, "a"))).Message);
    }
}
