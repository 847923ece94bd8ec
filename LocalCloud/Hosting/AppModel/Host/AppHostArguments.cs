using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting;

/// <summary>What the AppHost's arguments ask for.</summary>
/// <param name="Error">Why they cannot be followed.</param>
sealed record AppHostArguments(DistributedApplicationExecutionContext Execution, string? OutputPath, bool Ephemeral, string? Error)
{
    static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
        ["--ephemeral"] = "LocalCloud:Ephemeral",
    };

    public static AppHostArguments Read(ConfigurationManager configuration, string[] args)
    {
        configuration.AddCommandLine([.. args.Select(a => a == "--ephemeral" ? "--ephemeral=true" : a)], Switches);

        var publisher = configuration["Publishing:Publisher"];
        var operation = configuration["AppHost:Operation"] ?? (publisher is null ? "run" : "publish");
        var output = configuration["Publishing:OutputPath"];
        var publish = operation.Equals("publish", StringComparison.OrdinalIgnoreCase);
        var error =
            !publish && !operation.Equals("run", StringComparison.OrdinalIgnoreCase) ? $"--operation {operation} is not supported; there are run and publish."
            : !publish ? null
            : publisher is null ? null
            : !publisher.Equals("manifest", StringComparison.OrdinalIgnoreCase) ? $"--publisher {publisher} is not supported; there is manifest, and without --publisher the template and packages for AWS."
            : output is null ? "--publisher manifest needs --output-path FILE."
            : null;
        return new(
            new(publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run, publish ? publisher : null),
            output, configuration.GetValue("LocalCloud:Ephemeral", false), error);
    }
}
