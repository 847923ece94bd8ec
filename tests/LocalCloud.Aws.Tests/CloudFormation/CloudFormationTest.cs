using System.Net;
using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Drives CloudFormation by its query protocol, as every client does underneath.</summary>
public abstract class CloudFormationTest : AwsTest
{
    /// <summary>A queue, and a second one that refers to it.</summary>
    protected const string TwoQueues = """
        Parameters:
          Delay: { Type: Number, Default: 3 }
        Resources:
          Jobs:
            Type: AWS::SQS::Queue
            Properties:
              DelaySeconds: !Ref Delay
              RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
          Dead:
            Type: AWS::SQS::Queue
        Outputs:
          JobsUrl: { Value: !Ref Jobs, Description: where jobs go, Export: { Name: !Sub "${AWS::StackName}-jobs" } }
          DeadName: { Value: !GetAtt Dead.QueueName }
        """;

    protected async Task<XElement> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var (status, answer) = await SendAsync(action, parameters);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    /// <summary>The error's code and message.</summary>
    protected async Task<(string Code, string Message)> FailAsync(string action, params (string Name, string Value)[] parameters)
    {
        var (status, answer) = await SendAsync(action, parameters);
        Assert.True(status != HttpStatusCode.OK, $"{action} succeeded: {answer}");
        return (Text(answer, "Code"), Text(answer, "Message"));
    }

    /// <summary>Creates, and waits until the stack rests.</summary>
    protected async Task<XElement> CreateAsync(string name, string template, params (string Name, string Value)[] more)
    {
        await CallAsync("CreateStack", [("StackName", name), ("TemplateBody", template), .. more]);
        return await RestAsync(name);
    }

    protected async Task<XElement> UpdateAsync(string name, string template, params (string Name, string Value)[] more)
    {
        await CallAsync("UpdateStack", [("StackName", name), ("TemplateBody", template), .. more]);
        return await RestAsync(name);
    }

    /// <summary>The stack as described once it is no longer in progress.</summary>
    protected async Task<XElement> RestAsync(string nameOrId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var stack = Members(await CallAsync("DescribeStacks", ("StackName", nameOrId)), "Stacks").Single();
            if (!Status(stack).EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
                return stack;
        }
    }

    protected async Task<string[]> EventsAsync(string nameOrId, string logicalId) =>
        [
            .. Members(await CallAsync("DescribeStackEvents", ("StackName", nameOrId)), "StackEvents")
                .Where(e => Text(e, "LogicalResourceId") == logicalId)
                .Select(e => Text(e, "ResourceStatus"))
                .Reverse(),
        ];

    protected async Task<Dictionary<string, string>> PhysicalIdsAsync(string nameOrId) =>
        Members(await CallAsync("DescribeStackResources", ("StackName", nameOrId)), "StackResources")
            .ToDictionary(r => Text(r, "LogicalResourceId"), r => Text(r, "PhysicalResourceId"));

    /// <summary>What the stack's events give as reasons, for a failed assertion.</summary>
    protected async Task<string> ReasonsAsync(string nameOrId) =>
        string.Join(
            '\n',
            Members(await CallAsync("DescribeStackEvents", ("StackName", nameOrId)), "StackEvents")
                .Select(e => $"{Text(e, "LogicalResourceId")}: {Text(e, "ResourceStatusReason")}")
        );

    protected static string Status(XElement stack) => Text(stack, "StackStatus");

    protected static string Output(XElement stack, string key) =>
        Text(Members(stack, "Outputs").Single(o => Text(o, "OutputKey") == key), "OutputValue");

    protected static string Text(XElement within, string name) =>
        within.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    protected static IEnumerable<XElement> Members(XElement within, string list) =>
        within.Descendants().FirstOrDefault(e => e.Name.LocalName == list)?.Elements() ?? [];

    /// <summary>The same of other services with the query protocol.</summary>
    protected async Task<XElement> CallAsync(string service, string version, string action, params (string Name, string Value)[] parameters)
    {
        var (status, answer) = await SendAsync(action, parameters, service, version);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    protected async Task<(string Code, string Message)> FailAsync(
        string service,
        string version,
        string action,
        params (string Name, string Value)[] parameters
    )
    {
        var (status, answer) = await SendAsync(action, parameters, service, version);
        Assert.True(status != HttpStatusCode.OK, $"{action} succeeded: {answer}");
        return (Text(answer, "Code"), Text(answer, "Message"));
    }

    private async Task<(HttpStatusCode Status, XElement Answer)> SendAsync(
        string action,
        (string Name, string Value)[] parameters,
        string service = "cloudformation",
        string version = "2010-05-15"
    )
    {
        using var response = await Aws.QueryAsync(service, version, action, parameters);
        return (response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}
