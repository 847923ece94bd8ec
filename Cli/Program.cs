using System.CommandLine;
using Serverless.Cli;
using Serverless.Cli.Stripe;

var root = new RootCommand("Runs a serverless .NET application on the local cloud, and drives it.")
{
    RunCommand.Create(),
    new Command("stripe", "Act as Stripe towards the running application.") { TriggerCommand.Create() },
};
return await root.Parse(args).InvokeAsync();
