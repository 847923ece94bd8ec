using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using LocalCloud.Deploy;
using LocalCloud.Policies;
using LocalCloud.Policies.Templates;

namespace Serverless.Cli.Policy;

/// <summary>LocalCloud, asked for what it has seen.</summary>
internal sealed class PolicySource(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <param name="function">name of a function, or ARN of a role</param>
    /// <exception cref="PolicyException">There is no answer, or none with a report.</exception>
    public async Task<PolicyReport> ReportAsync(string function, DateTimeOffset? since, CancellationToken cancellation)
    {
        var path = function.StartsWith("arn:", StringComparison.Ordinal)
            ? $"/_localcloud/policies/{Uri.EscapeDataString(function)}?"
            : $"/_localcloud/policies?function={Uri.EscapeDataString(function)}&";
        if (since is { } time)
            path += $"since={Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture))}";
        try
        {
            using var response = await _http.GetAsync(path, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(text, PolicyJson.Default.PolicyReport)!
                : throw new PolicyException(
                    ExitCodes.BadInput,
                    Said(text) ?? $"{address} answers {(int)response.StatusCode}: it is no LocalCloud that tells of policies."
                );
        }
        catch (HttpRequestException error)
        {
            throw new PolicyException(
                ExitCodes.Failed,
                $"{address} does not answer: {error.Message} Start the AppHost, or give --endpoint-url."
            );
        }
        catch (JsonException)
        {
            throw new PolicyException(ExitCodes.Failed, $"{address} answers with no report: it is no LocalCloud that tells of policies.");
        }
    }

    /// <summary>Of the stack that has the function; empty when none has it.</summary>
    public async Task<List<StackResource>> ResourcesAsync(PolicyReport report, string function, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent([
                new("Action", "DescribeStackResources"),
                new("Version", "2010-05-15"),
                new("PhysicalResourceId", function),
            ]),
        };
        // Account and region are told by a signature's scope; who checks signatures answers nothing, and names are guessed then
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={report.Account}/20260101/{report.Region}/cloudformation/aws4_request, "
                + "SignedHeaders=host, Signature=0"
        );
        using var response = await _http.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
            return [];
        try
        {
            return
            [
                .. XDocument
                    .Parse(await response.Content.ReadAsStringAsync(cancellation))
                    .Descendants()
                    .Where(e => e.Name.LocalName == "member" && Text(e, "PhysicalResourceId") is not null)
                    .Select(m => new StackResource(
                        Text(m, "LogicalResourceId")!,
                        Text(m, "ResourceType")!,
                        Text(m, "PhysicalResourceId")!
                    )),
            ];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? Text(XElement within, string name) => within.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static string? Said(string json)
    {
        try
        {
            return (string?)JsonNode.Parse(json)?["error"];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What ends the command, in words for whoever gave it.</summary>
internal sealed class PolicyException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
