def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        names = ['yellow item', 'black item', 'blue item']
        counts = [len(box.find(name)) for name in names]
        if counts == [1, 1, 1]:
            return 'yes'
    return 'no'
