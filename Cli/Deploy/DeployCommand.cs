using System.CommandLine;
using LocalCloud.Deploy;

namespace Serverless.Cli.Deploy;

/// <summary>Deploys what publish has written, to AWS or to LocalCloud.</summary>
internal static class DeployCommand
{
    private static readonly Argument<string> Folder = new("dist")
    {
        Description = "What `serverless publish` has written: a folder with template.yaml, or a template",
        DefaultValueFactory = _ => "dist",
    };
    private static readonly Option<bool> Plan = new("--plan") { Description = "Show what would change, and change nothing" };
    private static readonly Option<string[]> Parameters = new("--parameter", "-p")
    {
        Description = "NAME=VALUE, a parameter of the template",
    };
    private static readonly Option<FileInfo?> ParametersFile = new("--parameters")
    {
        Description = "Parameters in the AWS CLI's form [default: parameters.json in dist]",
    };
    private static readonly Option<string[]> Capabilities = new("--capabilities")
    {
        Description = "Acknowledged beforehand: CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        Parameters.Validators.Add(ParameterOption.Check);
        Capabilities.AcceptOnlyFromAmong("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND");
        var command = new Command("deploy", "Create or update the stack of a published application, on AWS or LocalCloud.")
        {
            Folder,
            Plan,
            Parameters,
            ParametersFile,
            Capabilities,
        };
        TargetOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        var request = new DeployRequest
        {
            Path = arguments.GetValue(Folder)!,
            Target = target,
            StackName = arguments.GetValue(TargetOptions.Stack),
            Parameters = ParameterOption.Read(arguments.GetValue(Parameters)),
            ParametersFile = arguments.GetValue(ParametersFile)?.FullName,
            Capabilities = arguments.GetValue(Capabilities) ?? [],
            PlanOnly = arguments.GetValue(Plan),
            Yes = arguments.GetValue(TargetOptions.Yes),
        };
        return await Deployment.RunAsync(request, ConsoleDisplay.Create(), TimeProvider.System, cancellation);
    }
}
