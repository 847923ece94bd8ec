using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnDeployment;

[assembly: AssemblyFixture(typeof(SharedDeployment))]

namespace EndToEnd.Tests.OnDeployment;

public sealed class SharedDeployment() : SystemSource(async () => await RunningDeployment.StartAsync());
