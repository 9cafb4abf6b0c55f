import static org.awaitility.Awaitility.await;

class WaitsTest {
    Object waiting = await();
}
