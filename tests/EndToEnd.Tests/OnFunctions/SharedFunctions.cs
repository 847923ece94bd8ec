using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnFunctions;

[assembly: AssemblyFixture(typeof(SharedFunctions))]

namespace EndToEnd.Tests.OnFunctions;

public sealed class SharedFunctions() : SystemSource(async () => await RunningFunctions.StartAsync());
