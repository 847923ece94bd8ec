using System.CommandLine;
using Serverless.Bench;

var root = new RootCommand("Measures the system, each figure beside a floor or a peer from the same run.")
{
    StartupBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
