using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Extensions that come in a layer and run as processes of their own.</summary>
public sealed class ExtensionTests : LambdaTest
{
    /// <summary>Registers, tells the gate each event and goes on when that answers; ends at SHUTDOWN.</summary>
    private static string Extension(Gate gate, string events = "'INVOKE', 'SHUTDOWN'") =>
        $$"""
            #!/usr/bin/env node
            const net = require('node:net');
            const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension`;
            const ask = event => new Promise(resolve => {
              const socket = net.connect({{gate.Port}}, '127.0.0.1', () => socket.write(JSON.stringify({ pid: process.pid, event }) + '\n'));
              socket.on('data', data => { socket.end(); resolve(String(data).trim()); });
            });
            (async () => {
              const registered = await fetch(`${base}/register`, { method: 'POST', headers: { 'Lambda-Extension-Name': 'watch' }, body: JSON.stringify({ events: [{{events}}] }) });
              const id = registered.headers.get('lambda-extension-identifier');
              console.log('extension has registered');
              if (await ask({ own: process.env._HANDLER ?? null, ...await registered.json() }) === 'exit') process.exit(3);
              while (true) {
                const event = await (await fetch(`${base}/event/next`, { headers: { 'Lambda-Extension-Identifier': id } })).json();
                if (await ask(event) === 'exit') process.exit(3);
                if (event.eventType === 'SHUTDOWN') process.exit(0);
              }
            })();
            """;

    [Fact]
    public async Task An_extension_begins_before_the_function_hears_of_invocations_and_of_the_end()
    {
        using var gate = new Gate();
        await FunctionAsync(gate);
        var invoked = InvokeAsync("f", headers: Tail);
        using (var registered = await gate.NextAsync())
        {
            Assert.Equal(
                ("f", "$LATEST", (string?)null),
                ((string?)registered.Event!["functionName"], (string?)registered.Event["functionVersion"], (string?)registered.Event["own"])
            );
            Assert.False(invoked.IsCompleted);
            await registered.AnswerAsync("ok");
        }
        string? request;
        using (var heard = await gate.NextAsync())
        {
            Assert.Equal("INVOKE", (string?)heard.Event!["eventType"]);
            request = (string?)heard.Event["requestId"];
            Assert.Equal(Arn("f"), (string?)heard.Event["invokedFunctionArn"]);
            // The caller has its answer; the environment is not free while the extension works
            var answer = await invoked;
            Assert.Equal((200, "1"), (answer.Status, answer.Text));
            Assert.Contains($"START RequestId: {request}", answer.Log);
            Assert.Equal(1, Busy);
            await heard.AnswerAsync("ok");
        }
        await Processes.UntilAsync(() => Busy == 0, "the environment is not free");

        await DoAsync("DELETE", "/2015-03-31/functions/f");
        using var ending = await gate.NextAsync();
        Assert.Equal(("SHUTDOWN", "spindown"), ((string?)ending.Event!["eventType"], (string?)ending.Event["shutdownReason"]));
        await ending.AnswerAsync("ok");
        await Processes.EndedAsync(ending.Process);
    }

    [Fact]
    public async Task An_extension_that_wants_no_invocations_does_not_hold_up_the_next()
    {
        using var gate = new Gate();
        await FunctionAsync(gate, "'SHUTDOWN'");
        var invoked = InvokeAsync("f");
        using (var registered = await gate.NextAsync())
            await registered.AnswerAsync("ok");
        Assert.Equal("1", (await invoked).Text);
        Assert.Equal("1", (await InvokeAsync("f")).Text);
        Assert.Equal(1, Host.Service<Aws.Lambda.LambdaService>().Fleet.Count(new(Account, Region), "f").All);
    }

    [Fact]
    public async Task An_extension_that_ends_fails_the_invocation()
    {
        using var gate = new Gate();
        await FunctionAsync(gate, javascript: "exports.handler = () => new Promise(() => setTimeout(() => {}, 600000));");
        var invoked = InvokeAsync("f");
        using (var registered = await gate.NextAsync())
            await registered.AnswerAsync("ok");
        using (var heard = await gate.NextAsync())
            await heard.AnswerAsync("exit");
        var answer = await invoked;
        Assert.Equal(("Unhandled", "Extension.Crash"), (answer.Header("X-Amz-Function-Error"), (string?)answer["errorType"]));
    }

    [Fact]
    public async Task An_extension_that_cannot_be_executed_fails_the_init_phase()
    {
        await LayerAsync(Package.Of(("extensions/watch", "not executable")));
        await CreateAsync(
            "f",
            "exports.handler = async () => 1;",
            $"\"Timeout\":900,\"Layers\":[\"arn:aws:lambda:{Region}:{Account}:layer:l:1\"]"
        );
        var answer = await InvokeAsync("f");
        Assert.Equal(("Unhandled", "Extension.LaunchError"), (answer.Header("X-Amz-Function-Error"), (string?)answer["errorType"]));
    }

    private int Busy => Host.Service<Aws.Lambda.LambdaService>().Fleet.Count(new(Account, Region), "f").Busy;

    private async Task FunctionAsync(
        Gate gate,
        string events = "'INVOKE', 'SHUTDOWN'",
        string javascript = "exports.handler = async () => 1;"
    )
    {
        await LayerAsync(Package.Executable(("extensions/watch", Extension(gate, events))));
        await CreateAsync("f", javascript, $"\"Timeout\":900,\"Layers\":[\"arn:aws:lambda:{Region}:{Account}:layer:l:1\"]");
    }

    private Task<Answer> LayerAsync(byte[] zip) =>
        DoAsync(
            "POST",
            "/2018-10-31/layers/l/versions",
            new JsonObject { ["Content"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(zip) } }.ToJsonString()
        );
}
