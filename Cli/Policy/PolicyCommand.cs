using System.CommandLine;
using System.Text.Json;
using LocalCloud.Deploy;
using LocalCloud.Policies;
using LocalCloud.Policies.Templates;
using Serverless.Cli.Cost;

namespace Serverless.Cli.Policy;

/// <summary>The smallest policy for what LocalCloud has seen of a function, beside what it is granted.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<string> Function = new("function") { Description = "The function's name, or the ARN of a role" };
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "A time (ISO 8601), or how long ago: 30m, 12h, 7d [default: LocalCloud's start]",
    };

    private static readonly Option<Uri?> Endpoint = UrlOption.Create(
        "--endpoint-url",
        "LocalCloud's address; also AWS_ENDPOINT_URL [default: the running system's, else http://127.0.0.1:4566]"
    );
    private static readonly Option<bool> Local = new("--local") { Description = "The system that runs on this machine, and no other" };
    private static readonly Option<FileInfo?> Template = new("--template")
    {
        Description = "A template to compare with, as dist/template.yaml [default: the role as it is deployed]",
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "yaml (for a template, with comments) or json",
        DefaultValueFactory = _ => "yaml",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("yaml", "json");
        Since.Validators.Add(SinceOption.Check);
        Template.Validators.Add(result =>
        {
            if (result.GetValue(Template) is { Exists: false } file)
                result.AddError($"There is no file {file}: --template takes what `serverless publish` has written, as dist/template.yaml.");
        });
        var command = new Command("policy", "The smallest IAM policy for what a function was seen to do, and what it is granted beyond it.")
        {
            Function,
            Since,
            Endpoint,
            Local,
            Template,
            Format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Local) is { Implicit: false } && result.GetResult(Endpoint) is { Implicit: false })
                result.AddError("--local finds the address by itself: leave --endpoint-url out.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (Address(arguments) is not { } address)
        {
            Console.Error.WriteLine("No running system with an aws resource was found: start the AppHost, or give --endpoint-url.");
            return ExitCodes.BadInput;
        }
        var function = arguments.GetValue(Function)!;
        var since = arguments.GetValue(Since) is { } text ? SinceOption.Read(text, TimeProvider.System.GetUtcNow()) : null;
        using var local = new PolicySource(address);
        try
        {
            var report = await local.ReportAsync(function, since, cancellation);
            var name = report.Functions.Contains(function) ? function : report.Functions.FirstOrDefault();
            var resources = name is null ? [] : await local.ResourcesAsync(report, name, cancellation);
            report = report.Named(new(resources, report.Region, report.Account));
            var grantedBy = "The deployed role";
            if (arguments.GetValue(Template) is { } file)
                (report, grantedBy) = (await CompareAsync(report, name, resources, file, cancellation), file.Name);
            Console.Out.Write(
                arguments.GetValue(Format) == "json"
                    ? JsonSerializer.Serialize(report, PolicyJson.Default.PolicyReport) + "\n"
                    : PolicyText.Yaml(report, grantedBy)
            );
            return ExitCodes.Done;
        }
        catch (PolicyException error)
        {
            Console.Error.WriteLine(error.Message);
            return error.ExitCode;
        }
    }

    private static Uri? Address(ParseResult arguments)
    {
        if (arguments.GetValue(Local))
            return RunningSystem.Find()?.Aws;
        return arguments.GetValue(Endpoint)
            ?? (Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var given) ? given : null)
            ?? RunningSystem.Find()?.Aws
            ?? new Uri("http://127.0.0.1:4566");
    }

    private static async Task<PolicyReport> CompareAsync(
        PolicyReport report,
        string? name,
        List<StackResource> resources,
        FileInfo file,
        CancellationToken cancellation
    )
    {
        if (name is null)
            throw new PolicyException(
                ExitCodes.BadInput,
                $"{report.Role} is the role of no function: --template compares roles of functions."
            );
        try
        {
            var role = TemplateRole.Of(
                await File.ReadAllTextAsync(file.FullName, cancellation),
                name,
                resources.ToDictionary(r => r.LogicalId, r => r.PhysicalId),
                report.Region,
                report.Account
            ) ?? throw new PolicyException(ExitCodes.BadInput, $"{file} has no function {name} with a role of its own.");
            return report.Against(role.Statements, role.NotCompared);
        }
        catch (FormatException error)
        {
            throw new PolicyException(ExitCodes.BadInput, $"{file} is no template: {error.Message}");
        }
    }
}
