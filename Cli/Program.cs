using System.CommandLine;
using Serverless.Cli;
using Serverless.Cli.Arguments;
using Serverless.Cli.Coldstart;
using Serverless.Cli.Cost;
using Serverless.Cli.Deploy;
using Serverless.Cli.Dev;
using Serverless.Cli.Invoke;
using Serverless.Cli.Logs;
using Serverless.Cli.Policy;
using Serverless.Cli.Stripe;
using Serverless.Cli.Tune;

var root = new RootCommand("Publishes and deploys a serverless .NET application, and drives it while it runs.")
{
    PublishCommand.Create(),
    DeployCommand.Create(),
    DestroyCommand.Create(),
    CostCommand.Create(),
    TuneCommand.Create(),
    ColdStartCommand.Create(),
    PolicyCommand.Create(),
    LogsCommand.Create(),
    InvokeCommand.Create(),
    DevCommand.Create(),
    new Command("stripe", "Act as Stripe towards the running application.") { TriggerCommand.Create() },
};

// After Ctrl+C a command has this long to take away what it has made
return await CommandLine.RunAsync(root, "serverless", args, new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
