using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnAppHost;

// The scenarios, on the application as the AppHost runs it

public sealed class OrderTests(SharedAppHost shared) : OrderScenarios(shared);

public sealed class RefundTests(SharedAppHost shared) : RefundScenarios(shared);

public sealed class ReportTests(SharedAppHost shared) : ReportScenarios(shared);

public sealed class UserTests(SharedAppHost shared) : UserScenarios(shared);

public sealed class ImageTests(SharedAppHost shared) : ImageScenarios(shared);

public sealed class TraceTests(SharedAppHost shared) : TraceScenarios(shared);
