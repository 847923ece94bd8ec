using System.CommandLine;
using LocalCloud.Hosting;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using LocalCloud.Manifest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Serverless.Cli;

/// <summary>Runs an Aspire manifest, whoever wrote it, on the local cloud.</summary>
static class RunCommand
{
    static readonly Argument<FileInfo> Manifest = new("manifest") { Description = "An Aspire manifest (aspire-manifest.json)" };
    static readonly Option<bool> Ephemeral = new("--ephemeral") { Description = "Throw the data away at the end" };
    static readonly Option<DirectoryInfo?> Data = new("--data") { Description = "Where data stays between runs [default: .localcloud beside the manifest]" };
    static readonly Option<Uri?> Dashboard = UrlOption.Create("--dashboard", "Where the Aspire dashboard listens", "http://127.0.0.1:15888");
    static readonly Option<bool> NoDashboard = new("--no-dashboard") { Description = "Run without the dashboard" };
    static readonly Option<string[]> Parameters = new("--parameter", "-p") { Description = "NAME=VALUE, a parameter of the manifest; also Parameters__NAME in the environment" };

    public static Command Create()
    {
        Parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
                result.AddError($"'{token.Value}' is no NAME=VALUE.");
        });
        var command = new Command("run", "Run an Aspire manifest on this machine, without containers: press Ctrl+C to stop.")
        {
            Manifest, Ephemeral, Data, Dashboard, NoDashboard, Parameters,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var file = arguments.GetValue(Manifest)!;
        var (manifest, errors) = ManifestReader.ReadFile(file.FullName);
        if (manifest is null)
        {
            foreach (var error in errors)
                Console.Error.WriteLine(error);
            return 1;
        }

        var ephemeral = arguments.GetValue(Ephemeral);
        var directory = file.Directory!.FullName;
        var parameters = (arguments.GetValue(Parameters) ?? []).Select(pair => pair.Split('=', 2));
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        var request = new RunRequest
        {
            Manifest = manifest,
            ApplicationName = Path.GetFileNameWithoutExtension(file.Name),
            AppHostDirectory = directory,
            DataDirectory = ephemeral
                ? Directory.CreateTempSubdirectory("localcloud-").FullName
                : arguments.GetValue(Data)?.FullName ?? Path.Combine(directory, ".localcloud"),
            Ephemeral = ephemeral,
            DashboardUrl = arguments.GetValue(NoDashboard) ? null : arguments.GetValue(Dashboard),
            Configuration = new ConfigurationBuilder()
                .AddEnvironmentVariables()
                .AddInMemoryCollection(parameters.Select(pair => KeyValuePair.Create($"Parameters:{pair[0]}", (string?)pair[1])))
                .Build(),
            LoggerFactory = loggers,
        };
        try
        {
            return await ConsoleRun.RunAsync(new LocalCloudRunner(), request, cancellation);
        }
        catch (DistributedApplicationException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        finally
        {
            // A run that could not start has not deleted it
            if (ephemeral && Directory.Exists(request.DataDirectory)) Directory.Delete(request.DataDirectory, recursive: true);
        }
    }
}
