using System.CommandLine;
using Serverless.Bench;
using Serverless.Bench.Coldstart;
using Serverless.Bench.DynamoDb;
using Serverless.Bench.Emulator;
using Serverless.Bench.Events;
using Serverless.Bench.Invoke;
using Serverless.Bench.Load;
using Serverless.Bench.Publish;
using Serverless.Bench.Sqs;
using Serverless.Bench.Startup;
using Serverless.Bench.Storm;
using Serverless.Bench.Telemetry;
using Serverless.Cli.Arguments;

var root = new RootCommand("Measures the system, each figure beside a floor or a peer from the same run.")
{
    StartupBenchmark.Create(),
    FirstStartBenchmark.Create(),
    SqsBenchmark.Create(),
    BacklogBenchmark.Create(),
    DynamoDbBenchmark.Create(),
    EventsBenchmark.Create(),
    EmulatorBenchmark.Create(),
    InvokeBenchmark.Create(),
    BusyStartBenchmark.Create(),
    ColdStartBenchmark.Create(),
    StormBenchmark.Create(),
    PublishBenchmark.Create(),
    TelemetryBenchmark.Create(),
    FloorServer.Create(),
};
return await CommandLine.RunAsync(root, "bench", args, new());
