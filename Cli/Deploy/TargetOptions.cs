using System.CommandLine;
using System.Text.RegularExpressions;
using LocalCloud.AwsClients;

namespace Serverless.Cli.Deploy;

/// <summary>Where a stack or a function is: the same options for every command.</summary>
internal static partial class TargetOptions
{
    private static readonly Option<Uri?> EndpointUrl = UrlOption.Create(
        "--endpoint-url",
        "LocalCloud's address; also AWS_ENDPOINT_URL [default: AWS]"
    );
    private static readonly Option<bool> Local = new("--local")
    {
        Description = "The system that runs on this machine, as the AppHost has started it",
    };
    private static readonly Option<string?> Region = new("--region") { Description = "[default: as the AWS CLI has it]" };
    private static readonly Option<string?> Profile = new("--profile") { Description = "A profile of AWS's configuration files" };

    public static readonly Option<string?> Stack = new("--stack") { Description = "The stack's name [default: the application's]" };
    public static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Ask nothing" };

    public static void AddTo(Command command)
    {
        AddStackTo(command);
        command.Options.Add(Yes);
    }

    /// <summary>For a command that asks nothing.</summary>
    public static void AddStackTo(Command command)
    {
        command.Options.Add(Stack);
        AddPlaceTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Stack) is { Implicit: false, Tokens: [var name] } && !StackName().IsMatch(name.Value))
                result.AddError($"A stack cannot be called '{name.Value}': letters, digits and hyphens, a letter first, 128 at most.");
        });
    }

    /// <summary>Without a stack, for a command that asks nothing.</summary>
    public static void AddPlaceTo(Command command)
    {
        foreach (var option in new Option[] { EndpointUrl, Local, Region, Profile })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Local) is { Implicit: false } && result.GetResult(EndpointUrl) is { Implicit: false })
                result.AddError("--local finds the address by itself: leave --endpoint-url out.");
        });
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,127}\z")]
    private static partial Regex StackName();

    /// <summary>AWS itself is meant, and no emulator.</summary>
    public static bool IsAws(ParseResult arguments) =>
        !arguments.GetValue(Local)
        && arguments.GetValue(EndpointUrl) is null
        && Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is not { Length: > 0 };

    /// <returns>null when --local finds nothing, which has been said.</returns>
    public static AwsTarget? Read(ParseResult arguments)
    {
        var endpoint = arguments.GetValue(EndpointUrl);
        if (arguments.GetValue(Local) && (endpoint = RunningSystem.Find()?.Aws) is null)
        {
            Console.Error.WriteLine(
                "No running system with an aws resource was found from here: start the AppHost, or give --endpoint-url."
            );
            return null;
        }
        return new AwsTarget(endpoint, arguments.GetValue(Region), arguments.GetValue(Profile));
    }
}
