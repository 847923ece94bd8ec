using System.CommandLine;
using Serverless.Cli;
using Serverless.Cli.Deploy;
using Serverless.Cli.Stripe;

var root = new RootCommand("Publishes and deploys a serverless .NET application, and drives it while it runs.")
{
    PublishCommand.Create(),
    DeployCommand.Create(),
    DestroyCommand.Create(),
    new Command("stripe", "Act as Stripe towards the running application.") { TriggerCommand.Create() },
};
var command = root.Parse(args);
var code = await command.InvokeAsync();
return command.Errors.Count > 0 ? 2 : code;
