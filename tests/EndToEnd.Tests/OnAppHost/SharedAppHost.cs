using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnAppHost;

[assembly: AssemblyFixture(typeof(SharedAppHost))]

namespace EndToEnd.Tests.OnAppHost;

public sealed class SharedAppHost() : SystemSource(async () => await RunningAppHost.StartAsync());
