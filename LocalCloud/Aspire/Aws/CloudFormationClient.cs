using System.Collections.Immutable;
using System.Xml.Linq;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Aws;

/// <summary>An answer of CloudFormation: the XML of a success, or code and message of an error.</summary>
internal sealed record CloudFormationAnswer(XElement? Result, string? Code, string? Message);

/// <summary>A resource of a stack; the physical id is null while there is none.</summary>
internal sealed record StackMember(string LogicalId, string Type, string? PhysicalId, string Status, string? Reason);

internal sealed record StackState(string Status, string? Reason, ImmutableDictionary<string, string> Outputs);

/// <summary>The few operations of CloudFormation's query protocol that make a stack and look at it.</summary>
internal sealed class CloudFormationClient(Uri endpoint, string region, TimeProvider time) : IDisposable
{
    private static readonly XNamespace Xml = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = endpoint };

    public async Task<CloudFormationAnswer> SendAsync(
        string action,
        IEnumerable<KeyValuePair<string, string>> parameters,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent([new("Action", action), new("Version", "2010-05-15"), .. parameters]),
        };
        LocalSignature.Set(request, _http.BaseAddress!, "cloudformation", region, time.GetUtcNow());
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        XElement xml;
        try
        {
            xml = XElement.Parse(text);
        }
        catch (System.Xml.XmlException)
        {
            return new(null, $"Http{(int)response.StatusCode}", text.Length > 500 ? text[..500] : text);
        }
        if (response.IsSuccessStatusCode)
            return new(xml, null, null);
        var error = xml.Descendants().FirstOrDefault(e => e.Name.LocalName == "Error");
        return new(null, Text(error, "Code") ?? $"Http{(int)response.StatusCode}", Text(error, "Message") ?? text);
    }

    /// <summary>Null when there is no such stack.</summary>
    public async Task<StackState?> DescribeAsync(string stack, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("DescribeStacks", [new("StackName", stack)], cancellationToken).ConfigureAwait(false);
        if (answer.Code == "ValidationError" && answer.Message!.Contains("does not exist", StringComparison.Ordinal))
            return null;
        if (answer.Result is null)
            throw new StartException($"CloudFormation's DescribeStacks failed: {answer.Code}: {answer.Message}");
        var member = answer.Result.Descendants(Xml + "Stacks").Elements(Xml + "member").FirstOrDefault();
        if (member is null)
            return null;
        var outputs = member
            .Elements(Xml + "Outputs")
            .Elements(Xml + "member")
            .ToImmutableDictionary(o => Text(o, "OutputKey")!, o => Text(o, "OutputValue") ?? "");
        return new(Text(member, "StackStatus") ?? "", Text(member, "StackStatusReason"), outputs);
    }

    /// <summary>Why resources of a stack failed, the first failure first.</summary>
    public async Task<IReadOnlyList<string>> FailuresAsync(string stack, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("DescribeStackEvents", [new("StackName", stack)], cancellationToken).ConfigureAwait(false);
        return answer.Result is null
            ? []
            :
            [
                .. answer
                    .Result.Descendants(Xml + "StackEvents")
                    .Elements(Xml + "member")
                    .Reverse()
                    .Where(e => Text(e, "ResourceStatus")?.EndsWith("_FAILED", StringComparison.Ordinal) == true)
                    .Select(e => $"{Text(e, "LogicalResourceId")} ({Text(e, "ResourceType")}): {Text(e, "ResourceStatusReason")}"),
            ];
    }

    /// <summary>What the stack has, page by page; nothing when there is no such stack.</summary>
    public async Task<IReadOnlyList<StackMember>> MembersAsync(string stack, CancellationToken cancellationToken)
    {
        var members = new List<StackMember>();
        for (string? next = null; ; )
        {
            KeyValuePair<string, string>[] parameters = next is null
                ? [new("StackName", stack)]
                : [new("StackName", stack), new("NextToken", next)];
            var answer = await SendAsync("ListStackResources", parameters, cancellationToken).ConfigureAwait(false);
            if (answer.Result is null)
                return members;
            members.AddRange(
                answer
                    .Result.Descendants(Xml + "StackResourceSummaries")
                    .Elements(Xml + "member")
                    .Select(m => new StackMember(
                        Text(m, "LogicalResourceId") ?? "",
                        Text(m, "ResourceType") ?? "",
                        Text(m, "PhysicalResourceId"),
                        Text(m, "ResourceStatus") ?? "",
                        Text(m, "ResourceStatusReason")
                    ))
            );
            next = answer.Result.Descendants(Xml + "NextToken").FirstOrDefault()?.Value;
            if (next is null)
                return members;
        }
    }

    private static string? Text(XElement? parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    public void Dispose() => _http.Dispose();
}
