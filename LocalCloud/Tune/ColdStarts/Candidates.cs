using Amazon.Runtime;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Deploy.Dist;
using LocalCloud.Tune.Preparing;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>The functions of a published folder, or packages by themselves.</summary>
internal sealed class Candidates(ColdStartRequest request, LambdaClient lambda)
{
    private const string WarmUp = """{"source":"serverless.warmup"}""";

    // As an HTTP API sends it (payload format 2.0):
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    private const string Get = """
        {"version":"2.0","routeKey":"$default","rawPath":"/","rawQueryString":"","isBase64Encoded":false,
         "headers":{"host":"api.example.com","x-forwarded-proto":"https"},
         "requestContext":{"stage":"$default","requestId":"id",
           "http":{"method":"GET","path":"/","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"}}}
        """;

    /// <exception cref="TuneException">There is nothing to measure, or a package is missing.</exception>
    public async Task<IReadOnlyList<Candidate>> ReadAsync(Action<string> say, CancellationToken cancellation)
    {
        if (Published(request) is not { } published)
            return [.. request.Builds.Select(Alone)];
        var all = TemplateFunction.Of(published.Template).ToList();
        var candidates = new List<Candidate>();
        foreach (var function in all.Where(f => request.Functions.Count == 0 || request.Functions.Contains(f.Name)))
        {
            var variables = await VariablesAsync(function, request.Stack ?? published.StackName, say, cancellation).ConfigureAwait(false);
            foreach (var build in BuildsOf(function, published.Folder))
                candidates.Add(Of(function, build, variables));
        }
        return candidates.Count > 0
            ? candidates
            : throw new TuneException($"{published.TemplateName} has no functions.", ExitCodes.BadInput);
    }

    /// <summary>What can be known to be wrong before anybody is asked.</summary>
    /// <returns>null: packages by themselves are measured.</returns>
    /// <exception cref="TuneException">There is no such folder, or it has no such function.</exception>
    public static PublishedFolder? Published(ColdStartRequest request)
    {
        if (request.Folder is not { } folder)
            return null;
        if (!Path.Exists(folder))
            throw new TuneException(
                $"There is no folder {folder}: coldstart measures what `serverless publish` has written, as dist. "
                    + $"If {folder} is a function of it: serverless coldstart dist --function {folder}",
                ExitCodes.BadInput
            );
        var (published, error) = PublishedFolder.Read(folder);
        if (published is null)
            throw new TuneException(error!, ExitCodes.BadInput);
        var names = TemplateFunction.Of(published.Template).Select(f => f.Name).ToList();
        return request.Functions.FirstOrDefault(n => !names.Contains(n)) is { } unknown
            ? throw new TuneException(
                $"{published.TemplateName} has no function {unknown}, only {string.Join(", ", names)}.",
                ExitCodes.BadInput
            )
            : published;
    }

    private Candidate Of(TemplateFunction function, Build build, IReadOnlyDictionary<string, string> variables) =>
        new(function.Name, build.Name, OriginalCode.Read(build))
        {
            MemorySize = request.MemorySize ?? function.MemorySize,
            Timeout = function.Timeout,
            Runtime = function.Runtime,
            Handler = function.Handler,
            Architecture = build.Architecture ?? function.Architecture,
            Variables = variables,
            Payload = request.Payload ?? (function.HasHttp ? Get : WarmUp),
        };

    private Candidate Alone(Build build) =>
        new("package", build.Name, OriginalCode.Read(build))
        {
            MemorySize = request.MemorySize ?? 1024,
            Architecture = build.Architecture ?? "x86_64",
            Variables = request.Variables,
            Payload = request.Payload ?? WarmUp,
        };

    private IEnumerable<Build> BuildsOf(TemplateFunction function, string folder)
    {
        if (request.Builds.Count > 0)
            return request.Builds;
        return function.Package is { } package && Path.Combine(folder, package) is var file && File.Exists(file)
            ? [new("published", file)]
            : throw new TuneException(
                $"{function.Name}: its package {function.Package ?? "(none)"} is not in {folder}. `serverless "
                    + "publish` without --no-build writes it.",
                ExitCodes.BadInput
            );
    }

    /// <summary>The deployed function's, which has real addresses; else the template's, with placeholders.</summary>
    private async Task<IReadOnlyDictionary<string, string>> VariablesAsync(
        TemplateFunction function,
        string stack,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        Dictionary<string, string> variables;
        try
        {
            var deployed = await lambda.ConfigurationAsync($"{stack}-{function.Name}", null, cancellation).ConfigureAwait(false);
            variables = new(deployed.Variables ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            say($"{function.Name}: with the variables of {stack}-{function.Name}");
        }
        catch (AmazonServiceException error) when (error.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            variables = new(function.Variables, StringComparer.Ordinal);
            say(
                $"{function.Name}: {stack}-{function.Name} is not deployed there, so that addresses and secrets are placeholders where "
                    + "nobody answers"
            );
        }
        foreach (var (name, value) in request.Variables)
            variables[name] = value;
        return variables;
    }
}
