using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Amazon.Runtime;
using LocalCloud.AwsClients.Query;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.CloudFormation;

/// <summary>
/// The operations of CloudFormation that a deployment needs: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference.
/// </summary>
internal sealed class CloudFormationClient(ServiceConfig config, AWSCredentials credentials) : QueryClient(config, credentials)
{
    public static ServiceConfig NewConfig() => new("CloudFormation", "cloudformation", "2010-05-15");

    /// <param name="nameOrId">With its id, a deleted stack is found too.</param>
    /// <returns>null when there is none.</returns>
    public async Task<Stack?> FindStackAsync(string nameOrId, CancellationToken cancellation)
    {
        try
        {
            var result = await SendAsync("DescribeStacks", [("StackName", nameOrId)], cancellation).ConfigureAwait(false);
            return Stack.Members(result, "Stacks").Select(Stack.Read).FirstOrDefault();
        }
        catch (AmazonServiceException error)
            when (error.ErrorCode == "ValidationError" && error.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
    }

    public async Task<TemplateSummary> SummariseAsync(TemplateLocation template, CancellationToken cancellation)
    {
        var result = await SendAsync("GetTemplateSummary", template.Parameters, cancellation).ConfigureAwait(false);
        return new([.. Stack.Members(result, "Capabilities").Select(c => c.Value)], (string?)result.Element("CapabilitiesReason"));
    }

    public async Task<string> CreateChangeSetAsync(ChangeSetRequest request, CancellationToken cancellation)
    {
        var parameters = new List<(string, string?)>
        {
            ("StackName", request.Stack),
            ("ChangeSetName", request.Name),
            ("ChangeSetType", request.Creates ? "CREATE" : "UPDATE"),
        };
        parameters.AddRange(request.Template.Parameters);
        parameters.AddRange(request.Capabilities.Select((c, i) => ($"Capabilities.member.{i + 1}", (string?)c)));
        foreach (var (i, parameter) in request.Parameters.Index())
        {
            parameters.Add(($"Parameters.member.{i + 1}.ParameterKey", parameter.Key));
            parameters.Add(
                parameter.Value is null
                    ? ($"Parameters.member.{i + 1}.UsePreviousValue", "true")
                    : ($"Parameters.member.{i + 1}.ParameterValue", parameter.Value)
            );
        }
        return (string)(await SendAsync("CreateChangeSet", parameters, cancellation).ConfigureAwait(false)).Element("Id")!;
    }

    /// <summary>One page of it.</summary>
    public async Task<ChangeSet> DescribeChangeSetAsync(string id, string? nextToken, CancellationToken cancellation) =>
        ChangeSet.Read(
            await SendAsync(
                    "DescribeChangeSet",
                    [("ChangeSetName", id), ("IncludePropertyValues", "true"), ("NextToken", nextToken)],
                    cancellation
                )
                .ConfigureAwait(false)
        );

    public Task ExecuteChangeSetAsync(string id, string token, CancellationToken cancellation) =>
        SendAsync("ExecuteChangeSet", [("ChangeSetName", id), ("ClientRequestToken", token)], cancellation);

    public Task DeleteChangeSetAsync(string id, CancellationToken cancellation) =>
        SendAsync("DeleteChangeSet", [("ChangeSetName", id)], cancellation);

    public Task DeleteStackAsync(string id, string token, CancellationToken cancellation) =>
        SendAsync("DeleteStack", [("StackName", id), ("ClientRequestToken", token)], cancellation);

    /// <summary>Newest first, page after page, as far as the caller reads.</summary>
    public async IAsyncEnumerable<StackEvent> EventsAsync(string stackId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in PagesAsync("DescribeStackEvents", stackId, cancellation).ConfigureAwait(false))
        foreach (var e in Stack.Members(page, "StackEvents"))
            yield return StackEvent.Read(e);
    }

    public async Task<List<StackResource>> ResourcesAsync(string stackId, CancellationToken cancellation)
    {
        var resources = new List<StackResource>();
        await foreach (var page in PagesAsync("ListStackResources", stackId, cancellation).ConfigureAwait(false))
            resources.AddRange(Stack.Members(page, "StackResourceSummaries").Select(StackResource.Read));
        return resources;
    }

    /// <summary>With macros and the serverless transform carried out.</summary>
    public async Task<string> TemplateAsync(string stackId, CancellationToken cancellation) =>
        (string?)
            (
                await SendAsync("GetTemplate", [("StackName", stackId), ("TemplateStage", "Processed")], cancellation).ConfigureAwait(false)
            ).Element("TemplateBody")
        ?? "";

    private async IAsyncEnumerable<XElement> PagesAsync(
        string operation,
        string stackId,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        string? next = null;
        do
        {
            var page = await SendAsync(operation, [("StackName", stackId), ("NextToken", next)], cancellation).ConfigureAwait(false);
            yield return page;
            next = (string?)page.Element("NextToken");
        } while (!string.IsNullOrEmpty(next));
    }
}

/// <param name="Parameters">A value of null keeps the stack's own.</param>
internal sealed record ChangeSetRequest(
    string Stack,
    string Name,
    bool Creates,
    TemplateLocation Template,
    IReadOnlyList<string> Capabilities,
    IReadOnlyList<KeyValuePair<string, string?>> Parameters
);

/// <summary>In the request where it is small enough, else in a bucket.</summary>
internal readonly record struct TemplateLocation(string? Body, string? Url)
{
    public IEnumerable<(string, string?)> Parameters => [("TemplateBody", Body), ("TemplateURL", Url)];
}
