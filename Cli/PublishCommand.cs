using System.CommandLine;
using LocalCloud.Manifest;
using LocalCloud.Publish;
using LocalCloud.Publish.Report;

namespace Serverless.Cli;

/// <summary>Publishes an Aspire manifest, whoever wrote it, as CloudFormation and Lambda packages.</summary>
internal static class PublishCommand
{
    private static readonly Argument<FileInfo?> Manifest = new("manifest")
    {
        Description = "An Aspire manifest (aspire-manifest.json)",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<DirectoryInfo> Output = new("--output", "-o")
    {
        Description = "Where the template and the packages go",
        DefaultValueFactory = _ => new("dist"),
    };
    private static readonly Option<DirectoryInfo?> Base = new("--base-directory")
    {
        Description = "Where the manifest's paths start [default: its directory]",
    };
    private static readonly Option<string> Architecture = new("--architecture")
    {
        Description = "x86_64 or arm64",
        DefaultValueFactory = _ => new PublishOptions { OutputDirectory = "", ApplicationName = "" }.Architecture,
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "What the application is called in tags and description [default: the manifest's file name]",
    };
    private static readonly Option<bool> Aurora = new("--aurora")
    {
        Description = "PostgreSQL becomes Aurora Serverless v2 instead of an RDS instance",
    };
    private static readonly Option<string> Profile = new("--profile")
    {
        Description = "test or production: what is kept ready, doubled and private. The costs of both are printed",
        DefaultValueFactory = _ => "production",
    };
    private static readonly Option<bool> CheckPolicies = new("--check-policies")
    {
        Description = "Fail when a policy allows on everything what it could allow on a resource",
    };
    private static readonly Option<bool> NoBuild = new("--no-build")
    {
        Description = "Write the template alone, without building functions",
    };
    private static readonly Option<string?> ExplainSize = new("--explain-size")
    {
        Description = "FUNCTION: print the largest files of its package, and who pulls them in",
    };
    private static readonly Option<long> Requests = new("--requests-per-month")
    {
        Description = "The volume that the cost estimate assumes",
        DefaultValueFactory = _ => 1_000_000,
    };
    private static readonly Option<string[]> Tags = new("--tag") { Description = "KEY=VALUE, a tag of every resource" };
    private static readonly Option<bool> ListMappings = new("--list-mappings")
    {
        Description = "Print what becomes of each kind of resource, and end",
    };

    public static Command Create()
    {
        Architecture.AcceptOnlyFromAmong("x86_64", "arm64");
        Profile.AcceptOnlyFromAmong("test", "production");
        Requests.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out var requests) && requests < 0)
                result.AddError("--requests-per-month cannot be negative.");
        });
        Tags.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
                result.AddError($"'{token.Value}' is no KEY=VALUE.");
            foreach (var twice in result.Tokens.GroupBy(token => token.Value.Split('=')[0]).Where(g => g.Count() > 1))
                result.AddError($"The tag '{twice.Key}' is given twice.");
        });
        var command = new Command("publish", "Write the CloudFormation template and the Lambda packages of an Aspire manifest.")
        {
            Manifest,
            Output,
            Base,
            Architecture,
            Name,
            Profile,
            CheckPolicies,
            Aurora,
            NoBuild,
            ExplainSize,
            Requests,
            Tags,
            ListMappings,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Manifest) is null && !result.GetValue(ListMappings))
                result.AddError("Which manifest? serverless publish FILE --output dist");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(ListMappings))
        {
            MappingList.Print();
            return 0;
        }
        var file = arguments.GetValue(Manifest)!;
        if (File.Exists(arguments.GetValue(Output)!.FullName))
        {
            Console.Error.WriteLine($"{arguments.GetValue(Output)} is a file: --output takes a folder.");
            return 2;
        }
        var (manifest, errors) = ManifestReader.ReadFile(file.FullName);
        if (manifest is null)
        {
            foreach (var error in errors)
                Console.Error.WriteLine(error);
            return 1;
        }
        var options = new PublishOptions
        {
            OutputDirectory = arguments.GetValue(Output)!.FullName,
            ApplicationName = arguments.GetValue(Name) ?? NameOf(file),
            BaseDirectory = arguments.GetValue(Base)?.FullName,
            Profile = Enum.Parse<PublishProfile>(arguments.GetValue(Profile)!, ignoreCase: true),
            CheckPolicies = arguments.GetValue(CheckPolicies),
            Aurora = arguments.GetValue(Aurora),
            Build = !arguments.GetValue(NoBuild),
            ExplainSize = arguments.GetValue(ExplainSize),
            RequestsPerMonth = arguments.GetValue(Requests),
            Architecture = arguments.GetValue(Architecture)!,
            Tags = (arguments.GetValue(Tags) ?? []).Select(t => t.Split('=', 2)).ToDictionary(t => t[0], t => t[1]),
        };
        return await ConsolePublish.RunAsync(manifest, options, cancellation);
    }

    // Not the folder's: the same manifest is the same template wherever it lies
    private static string NameOf(FileInfo manifest) =>
        Path.GetFileNameWithoutExtension(manifest.Name) is var name && name is "aspire-manifest" or "manifest" ? "application" : name;
}
