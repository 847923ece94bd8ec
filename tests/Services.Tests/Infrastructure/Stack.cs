using System.Net.Http.Headers;
using System.Xml.Linq;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace Services.Tests.Infrastructure;

/// <summary>AppHost/resources.yaml as a stack in an account of its own, and the configuration that the AppHost would give for it.</summary>
internal sealed class Stack : IDisposable
{
    private const string Region = "us-east-1";
    private const string Name = "infra";

    private readonly HttpClient _http;
    private readonly string _account;

    private Stack(string url, string account)
    {
        _account = account;
        _http = new HttpClient { BaseAddress = new Uri(url) };
        var credentials = new BasicAWSCredentials(account, "secret");
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = url, AuthenticationRegion = Region });
        DynamoDb = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = Region });
        S3 = new AmazonS3Client(
            credentials,
            new AmazonS3Config
            {
                ServiceURL = url,
                AuthenticationRegion = Region,
                ForcePathStyle = true,
            }
        );
        Configuration = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = url,
            ["AWS_REGION"] = Region,
            ["AWS_ACCESS_KEY_ID"] = account,
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        };
    }

    public IAmazonSQS Sqs { get; }

    public IAmazonDynamoDB DynamoDb { get; }

    public IAmazonS3 S3 { get; }

    public Dictionary<string, string?> Configuration { get; }

    public string this[string output] => Configuration[$"AWS:Resources:{output}"]!;

    public static async Task<Stack> CreateAsync(Servers servers) =>
        await CreateAsync(await servers.GetAwsUrlAsync(), servers.NewAwsAccount());

    public static async Task<Stack> CreateAsync(string url, string account)
    {
        var stack = new Stack(url, account);
        var template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "resources.yaml"));
        await stack.CallAsync("CreateStack", ("StackName", Name), ("TemplateBody", template));
        await stack.ReadOutputsAsync();
        return stack;
    }

    public void Dispose()
    {
        _http.Dispose();
        Sqs.Dispose();
        DynamoDb.Dispose();
        S3.Dispose();
    }

    private Task ReadOutputsAsync() => Eventually.TrueAsync("the stack is created", async () =>
        {
            var described = await CallAsync("DescribeStacks", ("StackName", Name));
            var status = Values(described, "StackStatus").First();
            foreach (var output in described.Descendants().Where(e => e.Name.LocalName == "member" && Values(e, "OutputKey").Any()))
            {
                Configuration[$"AWS:Resources:{Values(output, "OutputKey").First()}"] = Values(output, "OutputValue").First();
            }

            Assert.True(status is "CREATE_IN_PROGRESS" or "CREATE_COMPLETE", $"The stack is {status}: {described}");
            return status == "CREATE_COMPLETE";
        });

    // The SDK's package for CloudFormation is not on the registry; its query protocol is a form.
    private async Task<XDocument> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        using var response = await new AwsCaller(_http, _account, Region).QueryAsync("cloudformation", "2010-05-15", action, parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return XDocument.Parse(body);
    }

    private static IEnumerable<string> Values(XContainer xml, string name) =>
        xml.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value);
}
